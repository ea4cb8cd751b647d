// Package editions holds the API's facts, dated: one JSON file for each edition.
package editions

import (
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"regexp"
	"slices"
	"strings"
)

//go:embed *.json
var files embed.FS

// Edition is what the API was documented to take at a date.
type Edition struct {
	Name  string
	Facts map[string]any // the file, with a regular expression for each set of ARN formats; rules see it as data.edition

	names map[string]map[string]struct{}
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

// Parse makes an edition of its file's text.
func Parse(text []byte) (*Edition, error) {
	var file struct {
		Name       string
		Fields     map[string]any
		Categories map[string]any
		Types      map[string]resourceType `json:"resource_types"`
		KmsKeyID   struct{ Forms []string } `json:"kms_key_id"`
		ARN        struct {
			Parts     map[string]part
			OtherPart part `json:"other_part"`
		}
	}
	e := &Edition{}
	if err := json.Unmarshal(text, &file); err != nil {
		return nil, fmt.Errorf("could not read the edition: %w", err)
	}
	if err := json.Unmarshal(text, &e.Facts); err != nil {
		return nil, fmt.Errorf("could not read the edition %s: %w", file.Name, err)
	}
	e.Name = file.Name
	e.names = map[string]map[string]struct{}{
		"category": keys(file.Categories), "field": keys(file.Fields), "type": keys(file.Types),
	}
	pattern := func(formats []string, own map[string]part) string {
		alternatives := make([]string, len(formats))
		for i, format := range formats {
			alternatives[i] = expression(format, func(name string) string {
				for _, parts := range []map[string]part{own, file.ARN.Parts} {
					if p, ok := parts[name]; ok {
						return p.Pattern
					}
				}
				return file.ARN.OtherPart.Pattern
			})
		}
		return "^(?:" + strings.Join(alternatives, "|") + ")$"
	}
	types, _ := e.Facts["resource_types"].(map[string]any)
	for name, t := range file.Types {
		if facts, ok := types[name].(map[string]any); ok && len(t.Formats) > 0 {
			facts["arn_pattern"] = pattern(append(slices.Clone(t.Formats), t.Accepted...), t.Parts)
		}
	}
	if facts, ok := e.Facts["kms_key_id"].(map[string]any); ok {
		facts["pattern"] = pattern(file.KmsKeyID.Forms, nil)
	}
	return e, nil
}

type resourceType struct {
	Formats  []string `json:"arn_formats"`
	Accepted []string `json:"arn_formats_accepted"`
	Parts    map[string]part
}

type part struct{ Pattern string }

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

func keys[V any](m map[string]V) map[string]struct{} {
	set := make(map[string]struct{}, len(m))
	for k := range maps.Keys(m) {
		set[k] = struct{}{}
	}
	return set
}

// Knows reports whether the edition has a name of a kind: "category", "field"
// or "type".
func (e *Edition) Knows(kind, name string) bool {
	_, ok := e.names[kind][name]
	return ok
}

// OtherMember says what the edition knows of a member that no request has, but
// people write: the member to use instead, or how to do without. Both may be empty.
func (e *Edition) OtherMember(name string) (use, help string) {
	members, _ := e.Facts["other_members"].(map[string]any)
	member, _ := members[name].(map[string]any)
	use, _ = member["use"].(string)
	help, _ = member["help"].(string)
	return use, help
}
