package request

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/edslint/edslint/linter/source"
	"github.com/edslint/edslint/linter/spelling"
)

// A document is a request if it has the selectors (or what looks like a
// misspelling of their name), or a Name and a member that only a store has;
// never with a member that only another shape has.
const (
	nameMember      = "Name"
	selectorsMember = "AdvancedEventSelectors"
)

var (
	storeMembers = []string{"MultiRegionEnabled", "OrganizationEnabled", "RetentionPeriod", "StartIngestion", "BillingMode"}
	// Requests for secrets, channels and dashboards have these too.
	sharedMembers = []string{nameMember, "TagsList", "KmsKeyId", "TerminationProtectionEnabled"}
	otherShapes   = map[string]string{
		"TrailName":    "a request for a trail",
		"S3BucketName": "a request for a trail",
		"Resources":    "a CloudFormation template",
		"apiVersion":   "a Kubernetes manifest",
	}
)

// Other is a value that was taken for no request, and why: "it is a string,
// not an object".
type Other struct {
	Value  *source.Node
	Reason string
}

// Find returns the requests of a document: its object, or the objects of its
// list. A document of a file that was named is meant to be a request, so one
// of its members is enough; of others, only what surely is one is taken.
func Find(file *source.File, doc source.Document, named bool) ([]*Request, []Other) {
	root := doc.Root
	if root.Kind != source.Array {
		if reason := unlike(root, named); reason != "" {
			return nil, []Other{{root, reason}}
		}
		return []*Request{New(file, root, "")}, nil
	}
	if len(root.Items) == 0 {
		return nil, []Other{{root, "it is an empty list"}}
	}
	var requests []*Request
	var others []Other
	for i, item := range root.Items {
		if reason := unlike(item, named); reason != "" {
			others = append(others, Other{item, reason})
			continue
		}
		requests = append(requests, New(file, item, "/"+strconv.Itoa(i)))
	}
	return requests, others
}

// unlike says why a value is no request, or nothing where it is one.
func unlike(v *source.Node, named bool) string {
	if v.Kind != source.Object {
		return fmt.Sprintf("it is %s, not an object", v.Kind)
	}
	var name, store, selectors, shared bool
	for _, m := range v.Members {
		key := m.Key.Text
		if shape, ok := otherShapes[key]; ok {
			return fmt.Sprintf("it is %s, for it has `%s`", shape, key)
		}
		name = name || key == nameMember
		selectors = selectors || spelling.Like(key, selectorsMember)
		like := func(known string) bool { return spelling.Like(key, known) }
		store = store || slices.ContainsFunc(storeMembers, like)
		shared = shared || slices.ContainsFunc(sharedMembers, like)
	}
	switch {
	case selectors, name && store:
		return ""
	case v.Get("FieldSelectors") != nil: // it may have a Name, too
		return "it is an advanced event selector, which belongs into the list `AdvancedEventSelectors` of a request"
	case v.Get("Field") != nil:
		return "it is a statement of a selector, which belongs into the list `FieldSelectors` of a selector"
	case named && (store || shared || len(v.Members) == 0):
		return ""
	default:
		return "it has neither `Name` nor `AdvancedEventSelectors`"
	}
}
