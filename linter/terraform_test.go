package linter

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/edslint/edslint/linter/finding"
	"github.com/edslint/edslint/linter/source"
)

// ofTerraform are Terraform's names of members.
var ofTerraform = map[string]string{
	"Name": "name", "AdvancedEventSelectors": "advanced_event_selector", "FieldSelectors": "field_selector", "Field": "field",
	"Equals": "equals", "NotEquals": "not_equals", "StartsWith": "starts_with", "NotStartsWith": "not_starts_with",
	"EndsWith": "ends_with", "NotEndsWith": "not_ends_with", "BillingMode": "billing_mode", "KmsKeyId": "kms_key_id",
	"MultiRegionEnabled": "multi_region_enabled", "OrganizationEnabled": "organization_enabled", "RetentionPeriod": "retention_period",
	"StartIngestion": "suspend", "TagsList": "tags", "TerminationProtectionEnabled": "termination_protection_enabled",
}

// otherwise are the rules that find something else in what Terraform has: it
// takes strings for numbers and booleans and the other way round, 90.0 for 90, null and, in a
// plan, an empty list for what isn't given, has some of the API's misspelt names,
// and other tags, and nothing of it is one thing in several places.
var otherwise = map[string][]string{
	"requests/bad/boolean-in-quotes.json":       {"wrong-type"},
	"requests/bad/camel-case-selector.yaml":     {"undeclared-member"},
	"requests/bad/camel-case.json":              {"undeclared-member"},
	"requests/bad/cloudformation-members.yaml":  {"undeclared-member"},
	"requests/bad/empty-field-selectors.json":   {"wrong-item-count", "missing-member"},
	"requests/bad/empty-operator.yaml":          {"wrong-item-count"},
	"requests/bad/empty-selectors.json":         {"empty-selectors"},
	"requests/bad/fault-in-an-anchor.yaml":      {"operator-not-allowed"},
	"requests/bad/nothing-after-the-colon.yaml": {"wrong-type"},
	"requests/bad/retention-in-quotes.json":     {"wrong-type"},
	"requests/bad/retention-null.json":          {"wrong-type"},
	"requests/bad/retention-with-point.yaml":    {"wrong-type"},
	"requests/bad/skeleton-left-empty.json":     {"wrong-length"},
	"requests/bad/unquoted-true.json":           {"wrong-type"},
	"requests/bad/unquoted-true.yaml":           {"wrong-type"},
	"selectors/empty_selectors/bad.json":        {"empty-selectors"},
	"structure/undeclared_member/bad.yaml":      {"undeclared-member"},
	"structure/wrong_item_count/bad.yaml":       {"wrong-item-count", "no-operator"},
	"structure/wrong_type/bad.yaml":             {"wrong-type"},
}

// TestAsTerraform rewrites the project's good and bad requests as Terraform's
// configuration and as a plan, which must have the same findings: in the
// configuration on the lines of the same values, in the plan at their pointers.
func TestAsTerraform(t *testing.T) {
	tried := 0
	for _, one := range singleRequests(t) {
		name, text, root := one.name, one.text, one.root
		if !canBeTerraform(root) {
			continue
		}
		tried++
		short := filepath.ToSlash(strings.TrimPrefix(strings.TrimPrefix(name, "../rules/"), "../testdata/"))
		original := "request" + filepath.Ext(name)
		w := &terraformWriter{lines: map[string]int{}, pointers: map[string]string{}}
		w.resource(root)
		files := map[string]string{original: string(text), "main.tf": w.text.String(), "plan.json": asPlan(root)}
		r := run(t, newLinter(t, Options{Dir: folder(t, files), Skip: []string{familyAcross, "edslint"}}), original, "main.tf", "plan.json")
		want, got := map[string][]string{}, map[string][]string{}
		for _, f := range r.Findings {
			if slices.Contains(otherwise[short], f.Name) {
				continue
			}
			said := f.Name + " " + string(f.Level)
			switch f.File {
			case original:
				pointer := w.nearest(f.Pointer)
				want["main.tf"] = append(want["main.tf"], fmt.Sprintf("%d %s", w.lines[pointer], said))
				want["plan.json"] = append(want["plan.json"], w.pointers[pointer]+" "+said)
			case "main.tf":
				got[f.File] = append(got[f.File], fmt.Sprintf("%d %s", f.Region.StartLine, said))
			default:
				got[f.File] = append(got[f.File], planPointer(f)+" "+said)
			}
		}
		for _, file := range []string{"main.tf", "plan.json"} {
			slices.Sort(want[file])
			slices.Sort(got[file])
			if diff := cmp.Diff(slices.Compact(want[file]), slices.Compact(got[file])); diff != "" {
				t.Errorf("%s as %s (-want +got):\n%s\nin:\n%s", short, file, diff, files[file])
			}
		}
	}
	if tried < 250 {
		t.Errorf("only %d requests could be rewritten", tried)
	}
}

func planPointer(f finding.Finding) string {
	return strings.TrimPrefix(f.Pointer, "/planned_values/root_module/resources/0/values")
}

var word = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_-]*$`)

// canBeTerraform reports whether Terraform can say the same: it has no duplicate
// keys and tags, and its arguments are words.
func canBeTerraform(n *source.Node) bool {
	seen := map[string]bool{}
	for _, m := range n.Members {
		if seen[m.Key.Text] || !word.MatchString(m.Key.Text) || !canBeTerraform(m.Value) {
			return false
		}
		seen[m.Key.Text] = true
		if m.Key.Text == "TagsList" && !areTags(m.Value) {
			return false
		}
	}
	for _, item := range n.Items {
		if !canBeTerraform(item) {
			return false
		}
	}
	return n.Tag == "" && n.Kind != source.Timestamp
}

func areTags(list *source.Node) bool {
	seen := map[string]bool{}
	for _, tag := range list.Items {
		key, value := tag.Get("Key"), tag.Get("Value")
		if key == nil || value == nil || len(tag.Members) != 2 || key.Kind != source.String || value.Kind != source.String || seen[key.Text] {
			return false
		}
		seen[key.Text] = true
	}
	return list.Kind == source.Array
}

// terraformWriter writes a request as a resource, and notes for each pointer
// into the request the line, and the pointer into a plan's values.
type terraformWriter struct {
	text     strings.Builder
	line     int
	lines    map[string]int
	pointers map[string]string
}

func (w *terraformWriter) printf(format string, args ...any) {
	text := fmt.Sprintf(format, args...)
	w.line += strings.Count(text, "\n")
	w.text.WriteString(text)
}

func (w *terraformWriter) note(pointer, own string) {
	w.lines[pointer], w.pointers[pointer] = w.line+1, own
}

// nearest is the pointer itself, or that of what lies around.
func (w *terraformWriter) nearest(pointer string) string {
	for w.lines[pointer] == 0 && pointer != "" {
		pointer = pointer[:strings.LastIndexByte(pointer, '/')]
	}
	return pointer
}

func (w *terraformWriter) resource(root *source.Node) {
	w.printf("# Rewritten.\n")
	w.note("", "")
	w.printf("resource \"aws_cloudtrail_event_data_store\" \"store\" {\n")
	w.members(root, "", "")
	w.printf("}\n")
}

func (w *terraformWriter) members(n *source.Node, pointer, own string) {
	for _, m := range n.Members {
		name, ok := ofTerraform[m.Key.Text]
		if !ok {
			name = m.Key.Text
		}
		at, below := pointer+"/"+m.Key.Text, own+"/"+name
		objects := m.Value.Kind == source.Array && !slices.ContainsFunc(m.Value.Items, func(item *source.Node) bool { return item.Kind != source.Object })
		switch {
		case m.Key.Text == "TagsList":
			w.note(at, below)
			w.printf("tags = {\n")
			for i, tag := range m.Value.Items {
				key := tag.Get("Key").Text
				for _, part := range []string{"", "/Key", "/Value"} {
					w.note(fmt.Sprintf("%s/%d%s", at, i, part), below+"/"+strings.NewReplacer("~", "~0", "/", "~1").Replace(key))
				}
				w.printf("%s = %s\n", quoted(key), quoted(tag.Get("Value").Text))
			}
			w.printf("}\n")
		case objects && len(m.Value.Items) > 0:
			w.note(at, below)
			for i, item := range m.Value.Items {
				w.note(fmt.Sprintf("%s/%d", at, i), fmt.Sprintf("%s/%d", below, i))
				w.printf("%s {\n", name)
				w.members(item, fmt.Sprintf("%s/%d", at, i), fmt.Sprintf("%s/%d", below, i))
				w.printf("}\n")
			}
		default:
			w.note(at, below)
			w.printf("%s = ", name)
			w.value(m.Value, at, below, m.Key.Text == "StartIngestion")
			w.printf("\n")
		}
	}
}

func (w *terraformWriter) value(n *source.Node, pointer, own string, flipped bool) {
	switch n.Kind {
	case source.Array:
		w.printf("[\n")
		for i, item := range n.Items {
			w.note(fmt.Sprintf("%s/%d", pointer, i), fmt.Sprintf("%s/%d", own, i))
			w.value(item, fmt.Sprintf("%s/%d", pointer, i), fmt.Sprintf("%s/%d", own, i), false)
			w.printf(",\n")
		}
		w.printf("]")
	case source.Object:
		w.printf("{\n")
		for _, m := range n.Members {
			name, ok := ofTerraform[m.Key.Text]
			if !ok {
				name = m.Key.Text
			}
			w.note(pointer+"/"+m.Key.Text, own+"/"+name)
			w.printf("%s = ", name)
			w.value(m.Value, pointer+"/"+m.Key.Text, own+"/"+name, false)
			w.printf("\n")
		}
		w.printf("}")
	case source.String:
		w.printf("%s", quoted(n.Text))
	case source.Null:
		w.printf("null")
	default:
		w.printf("%s", flip(n.Text, flipped))
	}
}

func flip(flag string, flipped bool) string {
	if other, ok := map[string]string{"true": "false", "false": "true"}[flag]; ok && flipped {
		return other
	}
	return flag
}

// quoted writes a string in HCL.
func quoted(text string) string {
	var out strings.Builder
	out.WriteByte('"')
	for _, c := range text {
		switch {
		case c == '"' || c == '\\':
			fmt.Fprintf(&out, `\%c`, c)
		case c == '\n':
			out.WriteString(`\n`)
		case c < 0x20 || c > 0x7e:
			fmt.Fprintf(&out, `\U%08x`, c)
		default:
			out.WriteRune(c)
		}
	}
	out.WriteByte('"')
	return strings.NewReplacer("${", "$${", "%{", "%%{").Replace(out.String())
}

// asPlan writes a request as Terraform shows a plan.
func asPlan(root *source.Node) string {
	var convert func(n *source.Node, name string) any
	convert = func(n *source.Node, name string) any {
		switch n.Kind {
		case source.Array:
			if name == "TagsList" {
				tags := map[string]any{}
				for _, tag := range n.Items {
					tags[tag.Get("Key").Text] = tag.Get("Value").Text
				}
				return tags
			}
			items := []any{}
			for _, item := range n.Items {
				items = append(items, convert(item, ""))
			}
			return items
		case source.Object:
			members := map[string]any{}
			for _, m := range n.Members {
				own, ok := ofTerraform[m.Key.Text]
				if !ok {
					own = m.Key.Text
				}
				members[own] = convert(m.Value, m.Key.Text)
			}
			return members
		case source.String:
			return n.Text
		case source.Null:
			return nil
		default:
			return json.RawMessage(flip(n.Text, name == "StartIngestion"))
		}
	}
	values := convert(root, "").(map[string]any)
	text, err := json.MarshalIndent(map[string]any{
		"format_version": "1.2",
		"planned_values": map[string]any{"root_module": map[string]any{"resources": []any{map[string]any{
			"address": "aws_cloudtrail_event_data_store.store", "mode": "managed", "type": "aws_cloudtrail_event_data_store", "name": "store", "values": values,
		}}}},
	}, "", "  ")
	if err != nil {
		return err.Error()
	}
	return string(text)
}

// TestMostStores: forms of one store count once.
func TestMostStores(t *testing.T) {
	var text strings.Builder
	for i := range 3 {
		fmt.Fprintf(&text, "resource \"aws_cloudtrail_event_data_store\" \"s%d\" {\n  name = var.a ? \"audit\" : \"other\"\n}\n", i)
	}
	limits := source.DefaultLimits()
	limits.Documents = 2
	r := run(t, newLinter(t, Options{Dir: folder(t, map[string]string{"main.tf": text.String()}), Limits: limits}))
	if len(r.Files) != 1 || len(r.Files[0].Requests) != 2 {
		t.Errorf("got %+v", r.Files)
	}
	if len(r.Findings) != 1 || r.Findings[0].Name != source.RuleOverLimit || r.Findings[0].Region.StartLine != 7 {
		t.Errorf("got %+v", r.Findings)
	}
}
