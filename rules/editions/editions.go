// Package editions holds the API's facts, dated: one JSON file for each edition.
package editions

import (
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"
)

//go:embed *.json
var files embed.FS

// Edition is what the API was documented to take at a date.
type Edition struct {
	Name  string
	Facts map[string]any // the file, with what Parse works out for rules; they see it as data.edition

	trails map[string]any // how the facts of trails differ
}

// Names returns the names of all editions, oldest first: they are dates.
func Names() []string {
	paths, err := fs.Glob(files, "*.json")
	if err != nil { // only for a malformed pattern
		return nil
	}
	names := make([]string, len(paths))
	for i, path := range paths {
		names[i] = strings.TrimSuffix(path, ".json")
	}
	slices.Sort(names)
	return names
}

// Load reads the edition called name.
func Load(name string) (*Edition, error) {
	text, err := files.ReadFile(name + ".json")
	if err != nil {
		return nil, fmt.Errorf("no edition is called %q; there are %s", name, strings.Join(Names(), " and "))
	}
	return Parse(text)
}

// Parse makes an edition of its file's text. It adds to the facts what rules
// would work out anew for each request: regular expressions for whole ARNs of a
// type (`arn_pattern`) and for how they begin (`arn_start`), and the names of
// events by their small letters (`events.by_small`).
func Parse(text []byte) (*Edition, error) {
	e := &Edition{}
	if err := json.Unmarshal(text, &e.Facts); err != nil {
		return nil, fmt.Errorf("could not read the edition: %w", err)
	}
	e.Name, _ = e.Facts["name"].(string)
	e.trails = object(e.Facts, "trails")
	delete(e.Facts, "trails") // which the rules don't look at
	for _, key := range []string{"fields", "categories", "resource_types", "arn", "kms_key_id"} {
		if len(object(e.Facts, key)) == 0 {
			return nil, fmt.Errorf("could not read the edition %q: it lacks %q", e.Name, key)
		}
	}
	for _, facts := range object(e.Facts, "resource_types") {
		facts, _ := facts.(map[string]any)
		formats := append(list(facts, "arn_formats"), list(facts, "arn_formats_accepted")...)
		if len(formats) > 0 {
			facts["arn_pattern"] = e.pattern(formats, object(facts, "parts"))
			starts := make([]string, len(formats))
			for i, format := range formats {
				starts[i] = start(format)
			}
			facts["arn_start"] = strings.TrimSuffix(e.pattern(starts, nil), "$")
		}
	}
	if events := object(e.Facts, "events"); events != nil {
		events["by_small"] = bySmall(object(events, "names"), object(events, "fields"))
	}
	key := object(e.Facts, "kms_key_id")
	key["pattern"] = e.pattern(list(key, "forms"), nil)
	return e, nil
}

// start is an ARN format up to its first part that has a name of its own, such as
// "arn:<partition>:s3:::".
func start(format string) string {
	parts := strings.SplitN(format, ":", 6)
	if len(parts) < 6 {
		return format
	}
	parts[5], _, _ = strings.Cut(parts[5], "<")
	return strings.Join(parts, ":")
}

// bySmall has the names of each table by their small letters, but of no table
// that has names that begin so.
func bySmall(tables ...map[string]any) map[string]any {
	all := map[string]any{}
	for _, table := range tables {
		for of, names := range table {
			names, _ := names.(map[string]any)
			small := map[string]any{}
			for name := range names {
				if strings.ToLower(name[:1]) == name[:1] {
					small = nil
					break
				}
				small[strings.ToLower(name)] = name
			}
			if small != nil {
				all[of] = small
			}
		}
	}
	return all
}

// pattern returns the regular expression for a set of ARN formats. What a
// placeholder stands for is said by own, else by the edition's arn.parts, else
// by its arn.other_part.
func (e *Edition) pattern(formats []string, own map[string]any) string {
	arn := object(e.Facts, "arn")
	places := []map[string]any{own, object(arn, "parts")}
	alternatives := make([]string, len(formats))
	for i, format := range formats {
		alternatives[i] = expression(format, func(name string) string {
			for _, parts := range places {
				if pattern, ok := object(parts, name)["pattern"].(string); ok {
					return pattern
				}
			}
			pattern, _ := object(arn, "other_part")["pattern"].(string)
			return pattern
		})
	}
	return "^(?:" + strings.Join(alternatives, "|") + ")$"
}

// expression turns a format such as "arn:<partition>:s3:::<bucket_name>/" into
// a regular expression, each placeholder into what pattern says of its name.
func expression(format string, pattern func(name string) string) string {
	var b strings.Builder
	for {
		literal, rest, ok := strings.Cut(format, "<")
		b.WriteString(regexp.QuoteMeta(literal))
		if !ok {
			return b.String()
		}
		name, rest, _ := strings.Cut(rest, ">")
		b.WriteString("(?:" + pattern(name) + ")")
		format = rest
	}
}

// KnowsField reports whether the edition has a selector field.
func (e *Edition) KnowsField(field string) bool {
	_, ok := object(e.Facts, "fields")[field]
	return ok
}

// KnowsValue reports whether the edition has what a value of a field names: a
// category or a resource type. Values of other fields name nothing that an
// edition could lack.
func (e *Edition) KnowsValue(field, value string) bool {
	names, ok := object(object(e.Facts, "fields"), field)["names"].(string)
	if !ok {
		return true
	}
	_, ok = object(e.Facts, names)[value]
	return ok
}

// OtherMember says what the edition knows of a member that no request has, but
// people write: the member to use instead, or how to do without. Both may be empty.
func (e *Edition) OtherMember(name string) (use, help string) {
	member := object(object(e.Facts, "other_members"), name)
	use, _ = member["use"].(string)
	help, _ = member["help"].(string)
	return use, help
}

// Marks are the members by which requests are known: those that only a store
// has, those that other requests have too, those of a store in a response and of
// a basic event selector, and those of other things, with what these are called.
type Marks struct {
	Store, Shared, Response, Basic []string
	Other                          map[string]string
}

// Marks returns the members by which requests are known.
func (e *Edition) Marks() Marks {
	marks := object(e.Facts, "marks")
	other := map[string]string{}
	for name, what := range object(marks, "others") {
		other[name], _ = what.(string)
	}
	return Marks{
		Store: list(marks, "store"), Shared: list(marks, "shared"), Response: list(marks, "response"), Basic: list(marks, "basic"), Other: other,
	}
}

func object(facts map[string]any, key string) map[string]any {
	value, _ := facts[key].(map[string]any)
	return value
}

func list(facts map[string]any, key string) []string {
	values, _ := facts[key].([]any)
	texts := make([]string, 0, len(values))
	for _, value := range values {
		text, _ := value.(string)
		texts = append(texts, text)
	}
	return texts
}
