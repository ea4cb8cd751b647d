package report

import "testing"

// TestChangesText says what was left out, in the words for one and for many.
func TestChangesText(t *testing.T) {
	for _, c := range []struct {
		summary Summary
		want    string
	}{
		{Summary{Requests: 2, Changes: &Changes{Since: "main"}}, "no findings in 2 requests\n"},
		{Summary{Changes: &Changes{Since: "main", UnchangedFiles: 1}}, "nothing to lint changed since main\nleft out: 1 file with requests didn't change since main\n"},
		{
			Summary{Errors: 1, Requests: 1, RequestsWithFindings: 1, PassedOver: 1, Changes: &Changes{Since: "a\x1bb", UnchangedFiles: 2, UnchangedFindings: 1}},
			"1 error in 1 of 1 request\nleft out: 1 finding on lines that didn't change since a\\x1bb; 2 files with requests didn't change since a\\x1bb\n1 file holds no request\n",
		},
		{
			Summary{Requests: 1, Changes: &Changes{Since: "main", UnchangedFindings: 3}},
			"no findings in 1 request\nleft out: 3 findings on lines that didn't change since main\n",
		},
	} {
		if got := c.summary.text(); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}
