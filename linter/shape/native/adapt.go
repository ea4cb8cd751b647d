package native

import (
	"slices"

	"github.com/edslint/edslint/linter/request"
	"github.com/edslint/edslint/linter/shape/dialect"
	"github.com/edslint/edslint/linter/source"
)

// storeMembers are the members of a CreateEventDataStore request.
func storeMembers() []string {
	var names []string
	for _, m := range dialect.Store.Members {
		names = append(names, m.Name)
	}
	return names
}

// absent returns those of names that an object hasn't.
func absent(v *source.Node, names []string) []string {
	return slices.DeleteFunc(names, func(name string) bool { return has(v, name) })
}

// take makes a request of an object, without the members that only a response has.
func (f *finder) take(v *source.Node, base string, origin request.Origin, without ...string) {
	origin.Base = base
	if has(v, without...) {
		rest := *v
		rest.Members = slices.DeleteFunc(slices.Clone(v.Members), func(m source.Member) bool { return slices.Contains(without, m.Key.Text) })
		v = &rest
	}
	f.found = append(f.found, request.Adapted(f.file, v, origin))
}

// response takes what AWS says of a store. What isn't there, such as tags, AWS
// doesn't tell; but where it tells of selectors, it would of a key.
func (f *finder) response(v *source.Node, base string) {
	open := absent(v, storeMembers())
	if has(v, selectorsMember) {
		open = slices.DeleteFunc(open, func(name string) bool { return name == "KmsKeyId" })
	}
	f.take(v, base, request.Origin{
		Shape: Response, Subject: "the event data store", Target: request.Store, Open: open, Tells: true, Taken: true,
	}, append([]string{storeARNMember}, f.Marks.Response...)...)
}

// trail takes the event selectors of a trail, which a response has under its ARN.
func (f *finder) trail(v *source.Node, base string) {
	if f.Only == "" && !like(v, selectorsMember) && !like(v, basicMember) {
		f.other(v, "it names a trail, but has neither `AdvancedEventSelectors` nor `EventSelectors`")
		return
	}
	origin := request.Origin{Shape: Trail, Target: request.Trail}
	if has(v, trailARNMember) {
		origin.Open, origin.Tells, origin.Taken, origin.Subject = absent(v, []string{trailMember}), true, true, "the trail"
	}
	f.take(v, base, origin, trailARNMember, "ResponseMetadata")
}

// listOfSelectors reports whether a value is a list of event selectors, advanced
// or basic, as the AWS CLI takes it for itself.
func (s Shape) listOfSelectors(v *source.Node) bool {
	switch {
	case v.Kind != source.Array || s.Only != "" && s.Only != Selectors && s.Only != Trail:
		return false
	case s.Only == Selectors, s.listOfBasic(v):
		return true
	}
	return slices.ContainsFunc(v.Items, isSelector) && !slices.ContainsFunc(v.Items, s.isRequest) // what else is in it is meant to be one
}

// isRequest reports whether a value has what only requests have.
func (s Shape) isRequest(v *source.Node) bool {
	return like(v, selectorsMember) || has(v, storeARNMember) || has(v, s.Marks.Store...)
}

func isSelector(v *source.Node) bool {
	return has(v, fieldsMember) || like(v, fieldsMember) && slices.ContainsFunc(v.Members, func(m source.Member) bool {
		return m.Value.Kind == source.Array && slices.ContainsFunc(m.Value.Items, func(statement *source.Node) bool { return like(statement, "Field") })
	})
}

func (s Shape) listOfBasic(v *source.Node) bool {
	return v != nil && v.Kind == source.Array && len(v.Items) > 0 &&
		!slices.ContainsFunc(v.Items, func(item *source.Node) bool { return !has(item, s.Marks.Basic...) })
}

// selector takes one advanced event selector for a list of it.
func (f *finder) selector(v *source.Node) {
	f.selectors(&source.Node{Kind: source.Array, Start: v.Start, End: v.End, Flow: v.Flow, Items: []*source.Node{v}}, v)
}

// selectors makes of a list the request that it would be given to. Nothing else
// of that is known. One that stands alone stands where the list does.
func (f *finder) selectors(list, alone *source.Node) {
	origin := request.Origin{Shape: Selectors, Subject: "the list", Target: request.Store, Open: storeMembers()}
	name := selectorsMember
	if f.listOfBasic(list) {
		name = basicMember
	}
	if name == basicMember || f.Only == Trail {
		origin.Target, origin.Open = request.Trail, []string{trailMember}
	}
	origin.Pointers = map[*source.Node]string{list: ""}
	if alone != nil {
		origin.Pointers[alone] = ""
	}
	start, end := request.Head(list)
	root := &source.Node{Kind: source.Object, Start: list.Start, End: list.End, Flow: true, Members: []source.Member{{
		Key: &source.Node{Kind: source.String, Text: name, Start: start, End: end}, Value: list,
	}}}
	f.found = append(f.found, request.Adapted(f.file, root, origin))
}
