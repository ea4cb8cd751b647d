package editor

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/edslint/edslint/linter/spelling"
	"github.com/edslint/edslint/rules"
	"github.com/edslint/edslint/rules/editions"
	"github.com/edslint/edslint/schema"
)

// wholeRequest is the definition of a request in a list of requests.
const wholeRequest = "CreateEventDataStore"

// Request returns the JSON Schema (draft-07) of an edition's requests for
// editors. More are members that a config adds, with their JSON types. Where the
// config adds to the edition, extended says so, and the schema has no id.
func Request(e *editions.Edition, more map[string]string, extended bool, all []rules.Rule) ([]byte, error) {
	text, err := schema.Text(e.Name)
	if err != nil {
		return nil, err
	}
	root := object{}
	if err := json.Unmarshal(text, &root); err != nil {
		return nil, fmt.Errorf("could not read the schema of edition %s: %w", e.Name, err)
	}
	r := request{root: root, definitions: member(root, "definitions"), rules: byID(all)}
	if r.words, err = readWords(); err != nil {
		return nil, err
	}
	if r.facts, err = readFacts(e); err != nil {
		return nil, err
	}
	root["$id"] = published + "request-" + e.Name + ".json"
	if extended {
		delete(root, "$id")
		root["title"] = fmt.Sprint(root["title"], ", with what the config adds")
	}
	properties := member(root, "properties")
	for name, kind := range more {
		if properties[name] == nil {
			properties[name] = object{"type": kind, "description": "A member that the config adds to the edition."}
		}
	}
	r.inline()
	for _, name := range append(sortedKeys(r.definitions), "") {
		r.describeType(name)
	}
	r.takeLists()
	r.suggestValues()
	r.snippets()
	return encode(root, "  ")
}

type request struct {
	root, definitions object
	facts             facts
	words             words
	rules             map[string]rules.Rule
}

// inline puts a definition in the place of each reference with something beside
// it, which draft-07 passes over, and drops definitions that nothing refers to.
func (r *request) inline() {
	used := map[string]bool{}
	types := maps.Clone(r.definitions)
	types[""] = r.root
	for _, of := range types {
		for _, s := range member(of.(object), "properties") {
			s := s.(object)
			if name, ok := reference(s); ok && len(s) > 1 {
				delete(s, "$ref")
				for keyword, value := range clone(member(r.definitions, name)) {
					if s[keyword] == nil {
						s[keyword] = value
					}
				}
			} else if ok {
				used[name] = true
			}
			if name, ok := reference(member(s, "items")); ok {
				used[name] = true
			}
		}
	}
	for name := range r.definitions {
		if !used[name] {
			delete(r.definitions, name)
		}
	}
}

// refer refers to a member of the schema's properties or definitions. A config may
// have named it, in any characters.
func refer(keyword, name string) object {
	return object{"$ref": "#/" + keyword + "/" + url.PathEscape(strings.NewReplacer("~", "~0", "/", "~1").Replace(name))}
}

func reference(s object) (name string, ok bool) {
	ref, _ := s["$ref"].(string)
	return strings.CutPrefix(ref, "#/definitions/")
}

func clone(s object) object {
	copied := maps.Clone(s)
	for keyword, value := range copied {
		if value, ok := value.(object); ok {
			copied[keyword] = clone(value)
		}
	}
	return copied
}

// describeType says what an object of the request and its members are; name is
// empty for the request itself.
func (r *request) describeType(name string) {
	s, about := r.root, r.words.Types[name]
	prefix := ""
	if name != "" {
		s, prefix = member(r.definitions, name), name+"."
		s["title"] = about.Title
	}
	describe(s, about.Description)
	for member, property := range member(s, "properties") {
		r.describeMember(prefix+member, member, property.(object))
	}
}

func (r *request) describeMember(path, name string, s object) {
	about := r.words.Members[path]
	said, _ := s["description"].(string)
	facts := strings.TrimSpace(bounds(s) + " " + r.facts.bounds(path))
	describe(s, strings.TrimSpace(said+" "+facts))
	if len(about.Rules) > 0 {
		s["markdownDescription"] = strings.TrimSpace(said+" "+facts) + "\n\nRules that lint holds it to:\n\n" + links(about.Rules, r.rules)
	}
	for keyword, value := range map[string]any{"title": about.Title, "default": about.Default, "examples": about.Examples} {
		if value != nil && value != "" && fmt.Sprint(value) != "[]" {
			s[keyword] = value
		}
	}
	r.say("`"+name+"`", s)
	if items := member(s, "items"); items["type"] != nil {
		r.say("a value", items)
	}
}

// valueMessage is what say says of a value that is no string.
const valueMessage = "a value must be a string"

// say makes editors say of a wrong value what lint says.
func (r *request) say(subject string, s object) {
	kind, _ := s["type"].(string)
	if kind == "object" || typeNames[kind] == "" {
		return // editors say by the same message which member is undeclared
	}
	s["errorMessage"] = subject + " must be " + typeNames[kind]
	if listed, ok := s["enum"].([]any); ok {
		var values []string
		var says []any
		for _, value := range listed {
			value := fmt.Sprint(value)
			values = append(values, `"`+value+`"`)
			says = append(says, strings.TrimSpace(r.words.Values[value]+" "+r.facts.retentionOf(value)))
		}
		s["errorMessage"] = subject + " is " + spelling.Or(values) + ", exactly so"
		s["enumDescriptions"] = says
	}
	if pattern, ok := s["pattern"].(string); ok {
		s["pattern"] = ecmaScript(pattern)
		if says, ok := s["patternErrorMessage"].(string); ok {
			s["patternErrorMessage"] = subject + " takes only " + says
		} else {
			s["patternErrorMessage"] = subject + " must match " + pattern
		}
	}
	countCharacters(subject, s)
}

// countCharacters makes an upper bound of a string one of characters: some
// editors take maxLength as one of UTF-16 code units, of which an emoji has two.
// Where the pattern lets no such character through, that makes no difference.
func countCharacters(subject string, s object) {
	most, ok := s["maxLength"].(float64)
	if !ok {
		return
	}
	if pattern, ok := s["pattern"].(string); ok {
		if only, err := regexp.Compile(pattern); err == nil && !only.MatchString("\U0001F600") {
			return
		}
	}
	length := object{
		"pattern":             upTo(int(most)),
		"patternErrorMessage": subject + " takes " + strings.ToLower(strings.TrimSuffix(lengths(s), ".")),
	}
	delete(s, "maxLength")
	if s["pattern"] == nil {
		maps.Copy(s, length)
	} else {
		s["allOf"] = []any{length}
	}
}

// upTo returns a pattern for at most so many characters.
func upTo(most int) string {
	var alternatives []string
	exactly := "^"
	for ; most > mostRepeats; most -= mostRepeats {
		alternatives = append(alternatives, fmt.Sprintf(`%s[\s\S]{0,%d}$`, exactly, mostRepeats))
		exactly += fmt.Sprintf(`[\s\S]{%d}`, mostRepeats)
	}
	return strings.Join(append(alternatives, fmt.Sprintf(`%s[\s\S]{0,%d}$`, exactly, most)), "|")
}

// mostRepeats is the most that each reader of a pattern takes in braces.
const mostRepeats = 1000

var typeNames = map[string]string{
	"string": "a string", "integer": "a whole number", "boolean": "true or false", "array": "a list", "object": "an object",
}

// bounds says in words what a schema's lengths, pattern and counts are.
func bounds(s object) string {
	says := []string{lengths(s)}
	if text, ok := s["patternErrorMessage"].(string); ok {
		says = append(says, "Only "+text+".")
	}
	says = append(says, span(s["minItems"], s["maxItems"], "item"))
	if items := member(s, "items"); items["maxLength"] != nil {
		says = append(says, "Each a string of "+strings.ToLower(lengths(items)))
	}
	return strings.Join(slices.DeleteFunc(says, func(text string) bool { return text == "" }), " ")
}

func lengths(s object) string { return span(s["minLength"], s["maxLength"], "character") }

func span(least, most any, unit string) string {
	switch {
	case least != nil && most != nil:
		return fmt.Sprintf("%v to %v %ss.", least, most, unit)
	case most != nil:
		return fmt.Sprintf("At most %v %ss.", most, unit)
	case least == 1.0:
		return "At least 1 " + unit + "."
	case least != nil:
		return fmt.Sprintf("At least %v %ss.", least, unit)
	}
	return ""
}

// ecmaScript turns a pattern as Go reads it into one that editors read so: for
// them a dot stands for no \r, U+2028 and U+2029 either.
func ecmaScript(pattern string) string {
	var b strings.Builder
	class, escaped := false, false
	for _, c := range pattern {
		switch {
		case escaped:
			escaped = false
		case c == '\\':
			escaped = true
		case c == '[':
			class = true
		case c == ']':
			class = false
		case c == '.' && !class:
			b.WriteString(`[^\n]`)
			continue
		}
		b.WriteRune(c)
	}
	return b.String()
}

// takeLists lets the schema take a list of requests too, as a file may hold one.
func (r *request) takeLists() {
	properties := object{}
	for name := range member(r.root, "properties") {
		properties[name] = refer("properties", name)
	}
	r.definitions[wholeRequest] = object{
		"title": r.words.Types[""].Title, "type": "object", "required": r.root["required"], "additionalProperties": false,
		"properties": properties,
	}
	r.root["type"] = []any{"object", "array"}
	// Beside the properties, items would make the YAML language server offer a whole
	// request as the value of each member.
	r.root["allOf"] = []any{object{
		"if":   object{"type": "array"},
		"then": object{"items": refer("definitions", wholeRequest)},
	}}
}
