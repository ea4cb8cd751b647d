package cloudformation

import (
	"github.com/edslint/edslint/linter/shape/dialect"
	"github.com/edslint/edslint/linter/source"
)

// truth is what is known of a condition.
type truth uint8

const (
	unsure truth = iota
	yes
	no
)

func truthOf(is bool) truth {
	if is {
		return yes
	}
	return no
}

// condition decides the condition of a name: the same way wherever it is asked
// for in one world.
func (w *world) condition(name string) bool {
	if known, ok := w.decided[name]; ok {
		return known
	}
	var says truth
	if w.conditions != nil && !w.deciding[name] {
		if n := w.conditions.Get(name); n != nil {
			w.deciding[name] = true
			says = w.truth(n, 0)
			delete(w.deciding, name)
		}
	}
	is := says == yes
	if says == unsure {
		is = w.choose("condition "+name, 2) == 0
	}
	w.decided[name] = is
	return is
}

// mostChained is how many conditions may lead from one to the next.
const mostChained = 100

// truth works a condition out, as far as it can be known.
func (w *world) truth(n *source.Node, depth int) truth {
	if depth > mostChained {
		return unsure
	}
	function, argument, path, ok := intrinsic(n, nil)
	if !ok {
		if n.Kind == source.Object && len(n.Members) == 1 && n.Members[0].Key.Text == condition {
			return w.named(n.Members[0].Value)
		}
		switch {
		case isText(n) && n.Text == "true":
			return yes
		case isText(n) && n.Text == "false":
			return no
		}
		return unsure
	}
	items := argument.Items
	switch function {
	case condition:
		return w.named(argument)
	case "Fn::Not":
		if len(items) == 1 {
			switch w.truth(items[0], depth+1) {
			case yes:
				return no
			case no:
				return yes
			}
		}
	case "Fn::And":
		return w.all(items, yes, depth)
	case "Fn::Or":
		return w.all(items, no, depth)
	case "Fn::Equals":
		if len(items) == 2 {
			return equal(w.value(items[0], path.To("0")), w.value(items[1], path.To("1")))
		}
	case "Fn::Contains":
		if len(items) == 2 {
			return w.contains(w.value(items[0], path.To("0")), w.value(items[1], path.To("1")))
		}
	}
	return unsure
}

// named asks for the condition of a name.
func (w *world) named(n *source.Node) truth {
	_, known := w.decided[text(n)]
	if !known && (w.closed || len(w.deciding) > mostChained) {
		return unsure
	}
	return truthOf(w.condition(text(n)))
}

// all is whether all conditions are as wanted; for Or, whether all are false.
func (w *world) all(conditions []*source.Node, wanted truth, depth int) truth {
	says := wanted
	for _, n := range conditions {
		switch w.truth(n, depth+1) {
		case wanted:
		case unsure:
			says = unsure
		default:
			return yes + no - wanted
		}
	}
	return says
}

// equal compares two values, as texts.
func equal(a, b *dialect.Value) truth {
	if a == nil || b == nil {
		return unsure
	}
	if a.Certainty == dialect.Other {
		a, b = b, a
	}
	aText, aOK := scalar(a)
	bText, bOK := scalar(b)
	switch {
	case aOK && bOK:
		return truthOf(aText == bText)
	case aOK && b.Certainty == dialect.Other: // none of the texts that are asked for
		return no
	}
	return unsure
}

func (w *world) contains(list, v *dialect.Value) truth {
	if list == nil || list.Certainty > dialect.Assumed || list.Node.Kind != source.Array {
		return unsure
	}
	says := no
	for _, item := range list.Items {
		switch equal(item, v) {
		case yes:
			return yes
		case unsure:
			says = unsure
		}
	}
	return says
}

// scalar returns the text of a value that is known, or assumed.
func scalar(v *dialect.Value) (string, bool) {
	if v == nil || v.Certainty > dialect.Assumed || v.Node.Kind == source.Array || v.Node.Kind == source.Object || v.Node.Kind == source.Null {
		return "", false
	}
	return v.Node.Text, true
}

// barred reports whether a rule of the template lets nobody deploy this world.
func (w *world) barred() bool {
	if w.rules == nil {
		return false
	}
	for _, m := range w.rules.Members {
		if when := m.Value.Get("RuleCondition"); when != nil && w.truth(when, 0) != yes {
			continue
		}
		assertions := m.Value.Get("Assertions")
		if assertions == nil {
			continue
		}
		for _, item := range assertions.Items {
			if assert := item.Get("Assert"); assert != nil && w.truth(assert, 0) == no {
				return true
			}
		}
	}
	return false
}
