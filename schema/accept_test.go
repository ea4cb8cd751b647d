package schema_test

import (
	"strings"
	"testing"

	"github.com/edslint/edslint/linter/request"
	"github.com/edslint/edslint/linter/source"
)

// acceptable are requests with nothing wrong in their structure, and bounds of all
// kinds in them.
var acceptable = []string{
	"Name: abc\n",
	"Name: " + strings.Repeat("a", 128) + "\nKmsKeyId: alias/x\nBillingMode: FIXED_RETENTION_PRICING\n",
	"Name: audit\nAdvancedEventSelectors: []\nTagsList: []\nMultiRegionEnabled: false\nRetentionPeriod: 90.0\n",
	"Name: audit\nAdvancedEventSelectors: [{Name: '', FieldSelectors: [{Field: a, Equals: [b], NotEndsWith: [c, d]}]}]\nTagsList: [{Key: k, Value: v}, {Key: l}]\nStartIngestion: true\n",
}

// TestAccepts: what is accepted without the library is valid, also if something is
// changed in it, and what is valid is accepted so, for that is much quicker.
func TestAccepts(t *testing.T) {
	s := load(t, newer)
	accepted := func(text string) bool {
		file := source.Parse("store.yaml", []byte(text), source.DefaultLimits())
		if len(file.Documents) != 1 || file.Documents[0].Root == nil {
			return false
		}
		r := request.New(file, file.Documents[0].Root, "")
		accepts, valid := s.Accepts(r), s.Valid(r)
		if accepts != valid && !strings.Contains(text, "90.0") {
			t.Errorf("accepted: %t, valid: %t\n%s", accepts, valid, text)
		}
		return accepts
	}
	changes := []string{"", "x", "0", "~", "[]", "{}", "true", "1.5", "'é'", "\"\\n\"", "Name", ": ", "Field", strings.Repeat("y", 300)}
	for i, text := range acceptable {
		if got := accepted(text); got != !strings.Contains(text, "90.0") {
			t.Errorf("request %d is accepted: %t", i, got)
		}
		for at := range len(text) + 1 {
			for _, change := range changes {
				for _, without := range []int{0, 1, 5} {
					accepted(text[:at] + change + text[min(at+without, len(text)):])
				}
			}
		}
	}
	for count, want := range map[int]bool{200: true, 201: false} {
		if got := accepted("Name: audit\nTagsList: [" + strings.Repeat("{Key: k},", count) + "]\n"); got != want {
			t.Errorf("%d tags are accepted: %t", count, got)
		}
	}
}
