package cloudformation

// A template's conditions and parameters leave open what becomes of a resource.
// Each way in which they can fall is a world, and the resource is judged in
// each. Which choices there are shows only while a resource is worked out, so
// worlds are walked one after the other: each repeats the choices of the one
// before it but for the last that had an option left.

// Bounds of what is tried. What takes more worlds than mostWorlds is tried one
// choice at a time: each option of each choice, with the first of all others.
const (
	mostWorlds = 32
	mostSingle = 128
)

// choice is one that came up in a world.
type choice struct {
	key     string // choices of the same key fall the same way in one world
	options int
	taken   int
}

// choices are those of one world.
type choices struct {
	made   []choice
	byKey  map[string]int
	before []choice // to be repeated, in this order
	forced map[string]int
}

func newChoices(before []choice, forced map[string]int) *choices {
	return &choices{byKey: map[string]int{}, before: before, forced: forced}
}

// choose returns which of the options falls in this world.
func (c *choices) choose(key string, options int) int {
	if i, ok := c.byKey[key]; ok {
		return c.made[i].taken
	}
	taken := c.forced[key]
	if i := len(c.made); i < len(c.before) {
		taken = c.before[i].taken
	}
	c.byKey[key] = len(c.made)
	c.made = append(c.made, choice{key, options, taken})
	return taken
}

// next returns the choices that the world after this one begins with, or false
// after the last world.
func (c *choices) next() ([]choice, bool) {
	for i := len(c.made) - 1; i >= 0; i-- {
		if last := c.made[i]; last.taken+1 < last.options {
			last.taken++
			return append(append([]choice{}, c.made[:i]...), last), true
		}
	}
	return nil, false
}

// worlds calls visit with the choices of each world, until it says no.
func worlds(visit func(*choices) bool) {
	first := newChoices(nil, nil)
	c, more := first, true
	for n := 0; more; n++ {
		if n == mostWorlds {
			one(first, visit)
			return
		}
		if !visit(c) {
			return
		}
		var before []choice
		before, more = c.next()
		c = newChoices(before, nil)
	}
}

// one walks the worlds that differ from the first in one choice, and from
// these in one that came up only there.
func one(first *choices, visit func(*choices) bool) {
	seen := map[string]bool{}
	var open []map[string]int
	add := func(c *choices) {
		for _, made := range c.made {
			if seen[made.key] {
				continue
			}
			seen[made.key] = true
			for option := 1; option < made.options && len(open) < mostSingle; option++ {
				forced := map[string]int{made.key: option}
				for key, taken := range c.forced {
					forced[key] = taken
				}
				open = append(open, forced)
			}
		}
	}
	add(first)
	for i := 0; i < len(open); i++ {
		c := newChoices(nil, open[i])
		if !visit(c) {
			return
		}
		add(c)
	}
}
