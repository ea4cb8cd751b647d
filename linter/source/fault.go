package source

import (
	"fmt"
	"math"
	"strings"
	"unicode"
)

// The names of the rules that faults fall under.
const (
	RuleSyntaxError     = "syntax-error"
	RuleOverLimit       = "over-limit"
	RuleNotUTF8         = "not-utf8"
	RuleDuplicateKey    = "duplicate-key"
	RuleAmbiguousScalar = "ambiguous-scalar"
)

// maxFaults is how many faults of one rule a file keeps: nobody reads more,
// and a hostile file has a million.
const maxFaults = 1000

// fault keeps a fault, and stops the parser if it is fatal.
func (p *parser) fault(f Fault) {
	p.stopped = p.stopped || f.Fatal
	p.kept[f.Rule]++
	switch n := p.kept[f.Rule]; {
	case n == maxFaults && !f.Fatal:
		f.Message += " (the file has more of these, which are not listed)"
	case n > maxFaults && !f.Fatal:
		return
	}
	f.End = max(f.Start, f.End)
	p.file.Faults = append(p.file.Faults, f)
}

// full says that another fault of the rule would not be kept.
func (p *parser) full(rule string) bool { return p.kept[rule] >= maxFaults }

// syntax keeps a fault that ends parsing.
func (p *parser) syntax(start, end int, message, help string) {
	p.fault(Fault{Rule: RuleSyntaxError, Start: start, End: end, Message: message, Help: help, Fatal: true})
}

// wrong keeps a syntax fault behind which reading goes on.
func (p *parser) wrong(start, end int, message, help string) {
	p.fault(Fault{Rule: RuleSyntaxError, Start: start, End: end, Message: message, Help: help})
}

// overLimit keeps a fault that ends parsing.
func (p *parser) overLimit(start, end int, message string) {
	p.fault(Fault{Rule: RuleOverLimit, Start: start, End: end, Message: message, Fatal: true})
}

// endsOpen keeps the fault of a file that ends, with the character at offset
// at, before the bracket at offset open is closed.
func (p *parser) endsOpen(at, open int) {
	p.fault(Fault{
		Rule: RuleSyntaxError, Start: at, End: p.runeEnd(at), Fatal: true,
		Message: fmt.Sprintf("the file ends here, but its `%c` is not closed", p.text[open]),
		Help:    fmt.Sprintf("write the missing `%c`", p.text[open]+2), // ASCII has '}' and ']' there
		Related: []Related{{Start: open, End: open + 1, Message: "opened here"}},
	})
}

// room counts one more node, at depth, and says whether the limits allow it.
func (p *parser) room(start, depth int) bool {
	p.nodes++
	if p.nodes > p.limits.Nodes {
		p.overLimit(start, start+1, fmt.Sprintf("the file holds more than %d keys and values, the most that edslint reads", p.limits.Nodes))
	} else if depth > p.limits.Depth {
		p.tooDeep(start, start+1)
	}
	return !p.stopped
}

func (p *parser) tooDeep(start, end int) {
	p.overLimit(start, end, fmt.Sprintf("lists and objects are nested more than %d deep, the most that edslint reads", p.limits.Depth))
}

// bound keeps a fault of a Number, written as raw, that is not within the
// limits. Longer ones, and those with a huge exponent, bring down what
// calculates with them.
func (p *parser) bound(n *Node, raw string) {
	if len(raw) > p.limits.Digits {
		p.overLimit(n.Start, n.End, fmt.Sprintf("the number has more than %d characters, the most that edslint reads", p.limits.Digits))
	} else if exponent(n.Text) > p.limits.Digits {
		p.overLimit(n.Start, n.End, fmt.Sprintf("the number has an exponent beyond %d, the most that edslint reads", p.limits.Digits))
	}
}

// exponent is the size of a number's exponent, without its sign. Of a huge one
// it is only known to be huge.
func exponent(text string) int {
	_, digits, _ := strings.Cut(strings.ToLower(text), "e")
	size := 0
	for _, c := range strings.TrimLeft(digits, "+-") {
		if size > math.MaxInt/100 {
			break
		}
		size = size*10 + int(c-'0')
	}
	return size
}

// unique finds the keys that an object has twice.
func (p *parser) unique(members []Member) {
	const few = 8 // up to here comparing all is quicker than a map
	var first map[string]*Node
	if len(members) > few {
		first = make(map[string]*Node, len(members))
	}
	for i, m := range members {
		if first == nil {
			for _, earlier := range members[:i] {
				if earlier.Key.Text == m.Key.Text {
					p.duplicate(earlier.Key, m.Key)
					break
				}
			}
		} else if earlier, ok := first[m.Key.Text]; ok {
			p.duplicate(earlier, m.Key)
		} else {
			first[m.Key.Text] = m.Key
		}
	}
}

func (p *parser) duplicate(first, second *Node) {
	p.fault(Fault{
		Rule: RuleDuplicateKey, Start: second.Start, End: second.End,
		Message: fmt.Sprintf("the key `%s` stands twice in one object", shorten(second.Text)),
		Help:    "keep one of the two: readers differ on which of them counts",
		Related: []Related{{Start: first.Start, End: first.End, Message: "first here"}},
	})
}

// shorten makes a text short enough to be quoted in a message, and shows what
// can't be seen in it, or would act on a terminal, as an escape.
func shorten(text string) string {
	const most = 60
	var b strings.Builder
	n := 0
	for _, r := range text {
		if n == most {
			b.WriteRune('…')
			break
		}
		n++
		if unicode.IsPrint(r) {
			b.WriteRune(r)
		} else {
			fmt.Fprintf(&b, "\\u%04x", r)
		}
	}
	return b.String()
}
