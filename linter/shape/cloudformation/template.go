package cloudformation

import (
	"slices"
	"strings"

	"github.com/edslint/edslint/linter/shape/dialect"
	"github.com/edslint/edslint/linter/source"
)

// template is what a document says beside its resources.
type template struct {
	parameters, mappings, conditions, rules *source.Node // nil where there are none
	asked                                   map[string]*asked
	known                                   map[string]options
	expansions                              int // that loops have made
	spent                                   int // on all worlds, as in world
	made                                    int // requests
}

// asked is what conditions, rules and mappings ask of a parameter.
type asked struct {
	texts     []string // it is compared with, or looked up as
	mentioned bool     // in a condition or rule
}

func newTemplate(root *source.Node) *template {
	t := &template{
		parameters: section(root, "Parameters"), mappings: section(root, "Mappings"),
		conditions: section(root, "Conditions"), rules: section(root, "Rules"),
		asked: map[string]*asked{}, known: map[string]options{},
	}
	for _, n := range []*source.Node{t.conditions, t.rules} {
		if n != nil {
			t.ask(n, true)
		}
	}
	return t
}

func section(root *source.Node, name string) *source.Node {
	if n := root.Get(name); n != nil && n.Kind == source.Object {
		return n
	}
	return nil
}

// asks collects what a resource asks of parameters.
func (t *template) asks(n *source.Node) {
	t.ask(n, false)
	clear(t.known)
}

// ask collects what a part of the template asks of parameters.
func (t *template) ask(n *source.Node, deciding bool) {
	if function, argument, _, ok := intrinsic(n, nil); ok {
		switch function {
		case ref:
			t.about(text(argument)).mentioned = deciding || t.about(text(argument)).mentioned
		case "Fn::Sub":
			for _, part := range subParts(subText(argument)) {
				if part.name != "" {
					t.about(part.name).mentioned = deciding || t.about(part.name).mentioned
				}
			}
		case "Fn::Equals", "Fn::Contains":
			t.compare(argument.Items)
		case "Fn::FindInMap":
			t.lookUp(argument.Items)
		}
	}
	for _, m := range n.Members {
		t.ask(m.Value, deciding)
	}
	for _, item := range n.Items {
		t.ask(item, deciding)
	}
}

func (t *template) about(parameter string) *asked {
	a := t.asked[parameter]
	if a == nil {
		a = &asked{}
		t.asked[parameter] = a
	}
	return a
}

// add notes a text that a parameter may be.
func (a *asked) add(text string) {
	if !slices.Contains(a.texts, text) && len(a.texts) < mostSingle {
		a.texts = append(a.texts, text)
	}
}

func (t *template) compare(operands []*source.Node) {
	for _, operand := range operands {
		if function, argument, _, ok := intrinsic(operand, nil); ok && function == ref {
			for _, other := range operands {
				for _, literal := range append([]*source.Node{other}, other.Items...) {
					if isText(literal) {
						t.about(text(argument)).add(literal.Text)
					}
				}
			}
		}
	}
}

// lookUp notes the keys of a mapping that a parameter chooses from.
func (t *template) lookUp(arguments []*source.Node) {
	if len(arguments) < 3 || t.mappings == nil {
		return
	}
	level := t.mappings.Get(text(arguments[0]))
	for _, argument := range arguments[1:3] {
		if level == nil {
			return
		}
		if function, name, _, ok := intrinsic(argument, nil); ok && function == ref {
			for _, m := range level.Members {
				t.about(text(name)).add(m.Key.Text)
			}
		}
		next := level.Get(text(argument))
		if next == nil && len(level.Members) > 0 {
			next = level.Members[0].Value
		}
		level = next
	}
}

// option is what a parameter may be.
type option struct {
	node      *source.Node // where it is written, or nil
	path      *dialect.Path
	text      string
	certainty dialect.Certainty
}

// The pseudo parameters that are the same for nearly all.
var pseudo = map[string]string{"AWS::Partition": "aws", "AWS::URLSuffix": "amazonaws.com"}

// options are what a parameter may be.
type options struct {
	each []option // its default first
	list bool     // it is one of texts between commas
}

// options returns what a parameter may be. What nobody wrote down as its value
// is not to be judged.
func (t *template) options(name string) options {
	if _, ok := t.known[name]; !ok {
		t.known[name] = t.findOptions(name)
	}
	return t.known[name]
}

func (t *template) findOptions(name string) options {
	o, final := t.declaredOptions(name)
	if final {
		return o
	}
	about := t.about(name)
	for _, text := range about.texts {
		if !slices.ContainsFunc(o.each, func(o option) bool { return o.text == text }) {
			o.each = append(o.each, option{text: text, certainty: dialect.Assumed})
		}
	}
	if about.mentioned || len(o.each) == 0 {
		o.each = append(o.each, option{certainty: dialect.Other})
	}
	return o
}

// declaredOptions returns what is said of a parameter itself, and whether it can
// be nothing else.
func (t *template) declaredOptions(name string) (o options, final bool) {
	if known, ok := pseudo[name]; ok {
		o.each = []option{{text: known}}
		for _, text := range t.about(name).texts {
			if text != known {
				o.each = append(o.each, option{text: text, certainty: dialect.Assumed})
			}
		}
		return o, true
	}
	if t.parameters == nil {
		return o, false
	}
	declared := t.parameters.Get(name)
	if declared == nil {
		return o, false
	}
	path := (*dialect.Path)(nil).To("Parameters").To(name)
	kind := ""
	if n := declared.Get("Type"); n != nil {
		kind = n.Text
	}
	o.list = kind == "CommaDelimitedList" || strings.HasPrefix(kind, "List<")
	if strings.HasPrefix(kind, "AWS::SSM::Parameter::Value") { // its default is a parameter's name
		return o, false
	}
	if n := declared.Get("Default"); n != nil && isText(n) {
		o.each = append(o.each, option{node: n, path: path.To("Default"), text: n.Text})
	}
	if allowed := declared.Get("AllowedValues"); allowed != nil && len(allowed.Items) > 0 {
		o.each = allow(o.each, allowed, path.To("AllowedValues"))
		return o, len(o.each) > 0
	}
	return o, false
}

// allow adds the values that a parameter may have, but for its default.
func allow(options []option, allowed *source.Node, path *dialect.Path) []option {
	for i, n := range allowed.Items {
		if isText(n) && (len(options) == 0 || options[0].text != n.Text) {
			options = append(options, option{node: n, path: path.To(dialect.Index(i)), text: n.Text})
		}
	}
	return options
}
