package discover

import "strings"

// translate turns a pattern of git's, from its first wildcard on, into one of
// doublestar's with the same meaning. They differ in braces, which are no
// wildcards to git; in `*/**`, which to git doesn't match a folder itself; and
// in classes. It returns false for a pattern that matches nothing, as one with
// an unclosed class.
func translate(pattern string) (string, bool) {
	var out strings.Builder
	for i := 0; i < len(pattern); {
		switch c := pattern[i]; c {
		case '\\':
			if i+1 == len(pattern) {
				return "", false
			}
			out.WriteString(pattern[i : i+2])
			i += 2
		case '{', '}':
			out.WriteByte('\\')
			out.WriteByte(c)
			i++
		case '*':
			stars := len(pattern[i:]) - len(strings.TrimLeft(pattern[i:], "*"))
			out.WriteString(starsOf(pattern[:i], stars, pattern[i+stars:]))
			i += stars
		case '[':
			class, n, ok := translateClass(pattern[i:])
			if !ok {
				return "", false
			}
			out.WriteString(class)
			i += n
		default:
			out.WriteByte(c)
			i++
		}
	}
	return out.String(), true
}

// starsOf returns what n stars between before and after stand for: any number
// of folders if they are a component of their own, else anything but a slash.
func starsOf(before string, n int, after string) string {
	first := before == "" || strings.HasSuffix(before, "/")
	switch {
	case n == 1 || !first || after != "" && after[0] != '/':
		return "*"
	case after == "" && before != "":
		return "**/*"
	default:
		return "**"
	}
}

// translateClass translates the class that a pattern begins with, and returns
// its length there. A negated class never matches a slash, and a "]" right at
// its beginning is one of its characters.
func translateClass(pattern string) (class string, length int, ok bool) {
	var out strings.Builder
	out.WriteByte('[')
	i := 1
	if i < len(pattern) && (pattern[i] == '!' || pattern[i] == '^') {
		out.WriteString("^/")
		i++
	}
	single, ends := false, false // a range can begin at the last character, must end at the next
	for start := i; i < len(pattern); {
		rest := pattern[i:]
		name, isClass := className(rest)
		switch {
		case rest[0] == ']' && i > start:
			out.WriteByte(']')
			return out.String(), i + 1, true
		case rest[0] == '-' && single && !strings.HasPrefix(rest, "-]"):
			out.WriteByte('-')
			single, ends = false, true
			i++
			continue
		case isClass && !ends:
			members, known := namedClass(name)
			if !known {
				return "", 0, false
			}
			out.WriteString(members)
			single = false
			i += len("[:") + len(name) + len(":]")
			continue
		case rest[0] == '\\' && len(rest) > 1:
			out.WriteString(rest[:2])
			i += 2
		case strings.IndexByte(`-]\^!`, rest[0]) >= 0:
			out.WriteByte('\\')
			fallthrough
		default:
			out.WriteByte(rest[0])
			i++
		}
		single, ends = !ends, false
	}
	return "", 0, false
}

// className returns the name in what may be a "[:name:]".
func className(s string) (string, bool) {
	if !strings.HasPrefix(s, "[:") {
		return "", false
	}
	inner, _, _ := strings.Cut(s[2:], "]")
	return strings.CutSuffix(inner, ":")
}

// namedClass returns the ASCII characters of one of POSIX's classes.
func namedClass(name string) (string, bool) {
	members, ok := map[string]string{
		"alnum":  "0-9A-Za-z",
		"alpha":  "A-Za-z",
		"blank":  " \t",
		"cntrl":  "\x01-\x1f\x7f",
		"digit":  "0-9",
		"graph":  "!-~",
		"lower":  "a-z",
		"print":  " -~",
		"punct":  "!-/:-@\\[-`{-~",
		"space":  "\t-\r ",
		"upper":  "A-Z",
		"xdigit": "0-9A-Fa-f",
	}[name]
	return members, ok
}
