package schema

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"github.com/edslint/edslint/linter/request"
	"github.com/edslint/edslint/linter/source"
	"github.com/edslint/edslint/linter/spelling"
)

type validation struct {
	*Schema
	request *request.Request
	faults  []Fault
	empty   int                   // how many values are empty strings; -1 before they were counted
	seen    map[*source.Node]bool // what was reported: an undeclared member's key, a wrong value
}

// mostCorrections is for how many undeclared members the right one is sought.
const mostCorrections = 1000

func (v *validation) add(rule string, start, end int, pointer, message, help string) {
	v.faults = append(v.faults, Fault{Rule: rule, Start: start, End: end, Pointer: pointer, Message: message, Help: help})
}

// undeclared reports the undeclared members that it has not seen yet, sets
// right those that look misspelt, and returns how many these were.
func (v *validation) undeclared(failures []failure) (corrected int) {
	for _, f := range failures {
		if f.keyword != "additionalProperties" {
			continue
		}
		place, schema := v.request.At(f.path), v.at(f.path)
		if !place.Known {
			continue
		}
		there := map[string]bool{}
		for _, m := range place.Value.Members {
			there[v.request.MemberName(m.Key)] = true
		}
		for _, m := range place.Value.Members {
			if _, ok := schema.Properties[v.request.MemberName(m.Key)]; ok || v.seen[m.Key] {
				continue
			}
			v.seen[m.Key] = true
			if meant, ok := v.request.Origin().Foreign[m.Key]; ok {
				corrected += v.foreign(place, schema, m, meant, there)
				continue
			}
			meant, known := "", false
			if len(v.seen) <= mostCorrections {
				meant, known = v.meant(m.Key.Text, schema)
			}
			present := there[meant]
			message := fmt.Sprintf("%s is no member of %s", member(m.Key.Text), v.shape(schema))
			_, help := v.edition.OtherMember(m.Key.Text)
			switch {
			case meant != "" && !present:
				v.request.Rename(m.Key, meant)
				there[meant] = true
				corrected++
				message += fmt.Sprintf("; did you mean `%s`?", meant)
				help = fmt.Sprintf("write `%s`, exactly so", meant)
			case meant != "":
				help = fmt.Sprintf("leave it out, since `%s` is there already", meant)
			case help == "":
				help = fmt.Sprintf("%s has %s", v.shape(schema), members(names(schema)))
			}
			if !known || present {
				v.request.MarkUnknown(m.Value)
			}
			v.add("undeclared-member", m.Key.Start, m.Key.End, place.Pointer+"/"+request.Escape(m.Key.Text), message, help)
		}
	}
	return corrected
}

// foreign reports a member that the file's shape doesn't have, in its spelling.
// It returns 1 where it was set right.
func (v *validation) foreign(place request.Place, schema *jsonschema.Schema, m source.Member, meant request.Foreign, there map[string]bool) int {
	message := fmt.Sprintf("%s is no member of %s", member(m.Key.Text), v.shape(schema))
	_, help := v.edition.OtherMember(m.Key.Text)
	corrected := 0
	switch _, declared := schema.Properties[meant.API]; {
	case meant.Name == "" && help == "":
		help = v.request.Spelled(fmt.Sprintf("%s has %s", v.shape(schema), members(names(schema))))
	case meant.Name == "":
	case declared && there[meant.API]:
		help = fmt.Sprintf("leave it out, since `%s` is there already", meant.Name)
	default:
		message += fmt.Sprintf("; did you mean `%s`?", meant.Name)
		help = fmt.Sprintf("write `%s`, exactly so", meant.Name)
		if declared {
			v.request.Rename(m.Key, meant.API)
			there[meant.API] = true
			corrected = 1
		}
	}
	if corrected == 0 {
		v.request.MarkUnknown(m.Value)
	}
	v.faults = append(v.faults, Fault{
		Rule: "undeclared-member", Start: m.Key.Start, End: m.Key.End, Pointer: place.Pointer + "/" + request.Escape(m.Key.Text),
		Message: message, Help: help, Spelled: true,
	})
	return corrected
}

// meant returns the member that a name was meant to be.
func (v *validation) meant(name string, schema *jsonschema.Schema) (string, bool) {
	use, help := v.edition.OtherMember(name)
	if _, ok := schema.Properties[use]; ok || help != "" {
		return use, ok
	}
	nearest := spelling.Nearest(name, names(schema))
	return nearest, nearest != ""
}

// others reports what is wrong besides undeclared members.
func (v *validation) others(failures []failure) {
	// One value, one fault: its type says most, then its length, then its pattern.
	rank := []string{"type", "minLength", "maxLength"}
	slices.SortStableFunc(failures, func(a, b failure) int {
		return cmp.Compare(uint(slices.Index(rank, a.keyword)), uint(slices.Index(rank, b.keyword)))
	})
	for _, f := range failures {
		place, schema := v.request.At(f.path), v.at(f.path)
		if !place.Known {
			continue
		}
		n := place.Value
		if f.keyword == "required" {
			if !v.seen[n] {
				v.seen[n] = true
				v.missing(place, schema)
			}
			continue
		}
		if f.keyword == "maxItems" {
			extra := v.request.At(append(slices.Clone(f.path), schema.MaxItems))
			start, end := request.Head(extra.Value)
			v.add("wrong-item-count", start, end, extra.Pointer, fmt.Sprintf("%s has %d items, but takes at most %d",
				v.subject(f.path), len(n.Items), schema.MaxItems), "leave out what is not needed")
			continue
		}
		if f.keyword == "additionalProperties" || v.seen[n] {
			continue
		}
		v.seen[n] = true
		v.request.MarkUnknown(n)
		rule, message, help := v.wrong(f, n, schema)
		if help == leaveOut && v.required(f.path) {
			help = "give it a value"
		}
		v.add(rule, n.Start, n.End, place.Pointer, v.subject(f.path)+" "+message, help)
	}
}

// missing reports the required members that an object lacks. One that stands
// there under a name that nobody would take for a misspelling is one fault, and
// was reported as undeclared.
func (v *validation) missing(place request.Place, schema *jsonschema.Schema) {
	start, end := request.Head(place.Value)
	for _, m := range place.Value.Members {
		if v.seen[m.Key] && v.request.Unknown(m.Value) {
			return
		}
	}
	for _, name := range schema.Required {
		if _, ok := v.request.Member(place.Value, name); !ok && (place.Value != v.request.Root || !v.request.Open(name)) {
			v.add("missing-member", start, end, place.Pointer,
				fmt.Sprintf("%s lacks `%s`, which is required", v.shape(schema), name), fmt.Sprintf("add `%s`", name))
		}
	}
}

// required reports whether the part at a path is a member that must be there.
func (v *validation) required(path []any) bool {
	name, ok := path[len(path)-1].(string)
	return ok && slices.Contains(v.at(path[:len(path)-1]).Required, name)
}

// leaveOut is the help for a value that says nothing.
const leaveOut = "leave it out, or give it a value"

// wrong says what a value does that its schema doesn't allow.
func (v *validation) wrong(f failure, n *source.Node, schema *jsonschema.Schema) (rule, message, help string) {
	length := utf8.RuneCountInString(n.Text)
	switch f.keyword {
	case "minLength", "maxLength":
		least, most := max(schema.MinLength, 0), schema.MaxLength
		allowed := fmt.Sprintf("%d to %d", least, most)
		if least == 0 {
			allowed = fmt.Sprintf("at most %d", most)
		}
		message = fmt.Sprintf("has %d characters, but takes %s", length, allowed)
		if length == 1 {
			message = fmt.Sprintf("has 1 character, but takes %s", allowed)
		}
		help = "shorten it"
		if length < least {
			help = "lengthen it"
		}
		if length == 0 {
			message, help = fmt.Sprintf("is empty, but takes %s characters", allowed), leaveOut
			if v.skeleton() {
				message = fmt.Sprintf("is empty, as the AWS CLI's skeleton leaves it, but takes %s characters", allowed)
			}
		}
		return "wrong-length", message, help
	case "pattern":
		message, help = unfit(n.Text, schema)
		return "wrong-pattern", message, help
	case "enum":
		allowed := make([]string, len(schema.Enum))
		for i, value := range schema.Enum {
			allowed[i] = fmt.Sprint(value)
		}
		message = fmt.Sprintf("can't be %s: it is %s", quote(n.Text), strings.Join(quoted(allowed), " or ")) + spelling.DidYouMean(n.Text, allowed)
		return "value-not-listed", message, "write one of these words, exactly so"
	case "minItems":
		return "wrong-item-count", fmt.Sprintf("is empty, but takes at least %d item", schema.MinItems), "add an item"
	default: // type: the schemas use no other keyword, which a test holds them to
		want := schema.Types[0]
		return "wrong-type", fmt.Sprintf("is %s, but must be %s", describe(n), typeNames[want]), v.typeHelp(n, want)
	}
}

// skeleton reports whether the request is one that the AWS CLI wrote to be filled
// in, and has been only in part: several of its strings are empty.
func (v *validation) skeleton() bool {
	const several = 3
	if v.empty < 0 {
		v.empty = 0
		var walk func(n *source.Node)
		walk = func(n *source.Node) {
			if n.Kind == source.String && n.Text == "" {
				v.empty++
			}
			for _, m := range n.Members {
				walk(m.Value)
			}
			for i := 0; i < min(len(n.Items), request.MostItems); i++ {
				walk(n.Items[i])
			}
		}
		walk(v.request.Root)
	}
	return v.empty >= several
}

// unfit says why a string doesn't match its schema's pattern.
func unfit(text string, schema *jsonschema.Schema) (message, help string) {
	var wrong []string
	for _, c := range text {
		if q := quote(string(c)); !schema.Pattern.MatchString(string(c)) && !slices.Contains(wrong, q) && len(wrong) < 5 {
			wrong = append(wrong, q)
		}
	}
	message = "can't be " + quote(text)
	if len(wrong) > 0 {
		message += ", with " + strings.Join(wrong, " and ") + " in it"
	}
	if says, ok := schema.Extensions[patternMessage].(says); ok {
		return message + ": it takes only " + string(says), "write it with other characters"
	}
	return message, "it must match " + schema.Pattern.String()
}

var typeNames = map[string]string{
	"string": "a string", "integer": "a whole number", "boolean": "true or false", "array": "a list", "object": "an object",
}

func describe(n *source.Node) string {
	switch n.Kind {
	case source.Number:
		if isWhole(n.Text) {
			return "the number " + clip(n.Text)
		}
		return clip(n.Text)
	case source.Bool:
		return "the boolean " + n.Text
	case source.String:
		return "the string " + quote(n.Text)
	case source.Timestamp:
		return "the date " + clip(n.Text)
	default:
		return n.Kind.String()
	}
}

func (v *validation) typeHelp(n *source.Node, want string) string {
	scalar := n.Kind != source.Array && n.Kind != source.Object
	switch {
	case n.Kind == source.Null:
		return leaveOut
	case want == "string" && n.Kind == source.Number && n.Plain: // 0123 is read as 123, but meant as it is written
		return "write it in quotes: " + quote(string(v.request.File.Content[n.Start:n.End]))
	case want == "string" && scalar:
		return "write it in quotes: " + quote(n.Text)
	case want == "array" && n.Kind == source.String:
		return "write a list: [" + quote(n.Text) + "]"
	case want == "array":
		return "write a list, even for one item"
	case want == "integer" && isWhole(n.Text), want == "boolean" && (n.Text == "true" || n.Text == "false"):
		return "write it without quotes"
	case want == "integer":
		return "write digits only, without a point or an exponent"
	case want == "boolean":
		return "write true or false"
	}
	return "write " + typeNames[want]
}

// subject names a part of the request as the beginning of a sentence.
func (v *validation) subject(path []any) string {
	if len(path) == 0 {
		return cmp.Or(v.request.Origin().Subject, "the request")
	}
	switch last := path[len(path)-1].(type) {
	case string:
		if key := v.request.At(path).Key; key != nil {
			return member(key.Text)
		}
		return member(last)
	default:
		return fmt.Sprintf("item %d of %s", last.(int)+1, v.subject(path[:len(path)-1]))
	}
}

// shape names the object that a schema describes, as AWS does.
func (v *validation) shape(schema *jsonschema.Schema) string {
	if _, name, ok := strings.Cut(schema.Location, "#/definitions/"); ok {
		return "`" + name + "`"
	}
	return cmp.Or(v.request.Origin().Subject, v.call)
}

func member(name string) string { return "`" + clip(name) + "`" }

func members(names []string) string {
	return "`" + strings.Join(names, "`, `") + "`"
}

func quoted(values []string) []string {
	quoted := make([]string, len(values))
	for i, value := range values {
		quoted[i] = quote(value)
	}
	return quoted
}

func quote(text string) string { return strconv.Quote(clip(text)) }

// clip keeps a value short enough for a message.
func clip(text string) string {
	const most = 100
	for i, n := 0, 0; i < len(text); n++ {
		if n == most {
			return text[:i] + "…"
		}
		_, size := utf8.DecodeRuneInString(text[i:])
		i += size
	}
	return text
}
