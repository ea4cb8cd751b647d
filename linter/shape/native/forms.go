package native

import (
	"slices"
	"strconv"

	"github.com/edslint/edslint/linter/request"
	"github.com/edslint/edslint/linter/shape/dialect"
	"github.com/edslint/edslint/linter/source"
	"github.com/edslint/edslint/linter/spelling"
)

// form is one way of writing. A document, or an item of its list, is of the first
// form of which it has a mark.
type form struct {
	marks   []string // members that only this form has
	beside  []string // of which it must have one too; nil for none
	list    string   // the member that holds a list of such objects; empty for the object itself
	subject string
	*dialect.Dialect
}

var (
	stores     = []string{nameMember, selectorsMember, "RetentionPeriod", "MultiRegionEnabled", "OrganizationEnabled", "TerminationProtectionEnabled", "KmsKeyId"}
	everything = append(slices.Clone(stores), "TagsList", "StartIngestion")

	// Update is the request of UpdateEventDataStore.
	Update = Shape{"update", []form{{
		marks: []string{"EventDataStore"}, beside: stores, subject: "the UpdateEventDataStore request",
		Dialect: &dialect.Dialect{Of: store("TagsList", "StartIngestion"), Own: []string{"EventDataStore"}, Added: everything},
	}}}

	// Trail is the request of PutEventSelectors, and what GetEventSelectors prints.
	Trail = Shape{"trail", []form{
		{
			marks: []string{"TrailName"}, beside: []string{"EventSelectors", selectorsMember}, subject: "the PutEventSelectors request",
			Dialect: &dialect.Dialect{Of: dialect.Trail},
		},
		{
			marks: []string{"TrailARN"}, beside: []string{"EventSelectors", selectorsMember}, subject: "the trail of the response",
			Dialect: &dialect.Dialect{Of: dialect.Trail, Own: []string{"TrailARN"}, Added: []string{"TrailName"}},
		},
	}}

	// Response is what Create, Get, Update and ListEventDataStores print.
	Response = Shape{"response", []form{
		{
			marks: []string{"EventDataStores"}, list: "EventDataStores", subject: "the event data store of the response",
			Dialect: printed, // less than a request says: no tags
		},
		{
			marks: []string{"EventDataStoreArn"}, beside: append(slices.Clone(stores), "Status", "CreatedTimestamp"), subject: "the event data store of the response",
			Dialect: printed,
		},
	}}

	printed = &dialect.Dialect{
		Of: dialect.Store, Taken: true, Added: []string{"Name", "TagsList", "StartIngestion"},
		Own: []string{
			"EventDataStoreArn", "Status", "CreatedTimestamp", "UpdatedTimestamp", "FederationStatus", "FederationRoleArn", "PartitionKeys", "ResponseMetadata",
		},
	}
)

// store is what the API has of a store, but for some members.
func store(but ...string) *dialect.Object {
	without := *dialect.Store
	without.Members = slices.DeleteFunc(slices.Clone(without.Members), func(m dialect.Declared) bool { return slices.Contains(but, m.Name) })
	return &without
}

// Shape is a set of forms.
type Shape struct {
	name  string
	forms []form
}

// Name is what --shape calls it.
func (s Shape) Name() string { return s.name }

// Find returns what is of one of the forms: a document, or the items of its list.
func (s Shape) Find(file *source.File, doc source.Document, _ bool) ([]*request.Request, []request.Other) {
	root := doc.Root
	if root == nil || root.Kind != source.Object {
		return nil, nil
	}
	for _, f := range s.forms {
		if root.Get(f.marks[0]) == nil || f.beside != nil && !hasOne(root, f.beside) {
			continue
		}
		d := *f.Dialect
		d.Shape = s.name
		if f.list == "" {
			return []*request.Request{d.Request(file, f.subject, dialect.Literal(root, nil))}, nil
		}
		var found []*request.Request
		path := (*dialect.Path)(nil).To(f.list)
		for i, item := range root.Get(f.list).Items {
			if item.Kind == source.Object {
				found = append(found, d.Request(file, f.subject, dialect.Literal(item, path.To(strconv.Itoa(i)))))
			}
		}
		return found, nil
	}
	return nil, nil
}

// hasOne reports whether an object has one of some members, or what looks like a
// misspelling of one.
func hasOne(root *source.Node, names []string) bool {
	return slices.ContainsFunc(root.Members, func(m source.Member) bool {
		return slices.ContainsFunc(names, func(name string) bool { return spelling.Like(m.Key.Text, name) })
	})
}

// Selectors is the shape of a list of advanced event selectors, as the CLI's
// --advanced-event-selectors takes it, and of one selector.
type Selectors struct{}

// Name is what --shape calls it.
func (Selectors) Name() string { return "selectors" }

// Find returns the list as a request that has nothing else.
func (Selectors) Find(file *source.File, doc source.Document, _ bool) ([]*request.Request, []request.Other) {
	root := doc.Root
	if root == nil {
		return nil, nil
	}
	list := root
	if root.Kind == source.Object && isSelector(root) {
		list = &source.Node{Kind: source.Array, Start: root.Start, End: root.End, Flow: root.Flow, Items: []*source.Node{root}}
	}
	if list.Kind != source.Array || len(list.Items) == 0 || !slices.ContainsFunc(list.Items, isSelector) {
		return nil, nil
	}
	key := &source.Node{Kind: source.String, Text: selectorsMember, Start: root.Start, End: min(root.Start+1, root.End)}
	whole := &source.Node{Kind: source.Object, Start: root.Start, End: root.End, Flow: true, Members: []source.Member{{Key: key, Value: list}}}
	v := dialect.Literal(whole, nil)
	v.Members[0].Value = dialect.Literal(list, nil)
	if list != root {
		v.Members[0].Value.Items[0] = dialect.Literal(root, nil)
	}
	d := dialect.Dialect{Shape: Selectors{}.Name(), Of: dialect.Store, Added: everything}
	return []*request.Request{d.Request(file, "the list of selectors", v)}, nil
}

// isSelector reports whether a value is an advanced event selector.
func isSelector(n *source.Node) bool {
	return n.Kind == source.Object && slices.ContainsFunc(n.Members, func(m source.Member) bool { return spelling.Like(m.Key.Text, "FieldSelectors") })
}
