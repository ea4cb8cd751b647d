package changes

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// longestHeader is the most bytes of a line of a diff outside of its hunks: a
// path of the longest kind, each byte of it escaped.
const longestHeader = 64 << 10

// parseDiff reads what `git diff` prints: for each file that still exists the
// lines that were added, changed or removed. Names are relative to the
// repository's root. Of the files' own lines only their first byte is looked at.
func parseDiff(r io.Reader) (map[string]Lines, error) {
	p := diffParser{in: bufio.NewReaderSize(r, longestHeader), files: map[string]Lines{}}
	for {
		line, err := p.line()
		if err == io.EOF {
			p.endHunk()
			if p.oldLeft > 0 || p.newLeft > 0 {
				return nil, errors.New("git's diff ends too soon")
			}
			return p.files, nil
		}
		if err == nil {
			err = p.take(line)
		}
		if err != nil {
			return nil, err
		}
	}
}

type diffParser struct {
	in    *bufio.Reader
	files map[string]Lines
	name  string // of the file that the hunks are of; empty where it was deleted

	oldLeft, newLeft int // lines of the hunk that are still to come
	start, next      int // the hunk's first line in the new file, and the one that comes next
	removed, added   int
}

// line returns the next line without its end, inside of a hunk no more than its
// beginning.
func (p *diffParser) line() ([]byte, error) {
	line, err := p.in.ReadSlice('\n')
	begin := line
	if err == bufio.ErrBufferFull {
		if p.oldLeft == 0 && p.newLeft == 0 && line[0] != '\\' {
			return nil, errors.New("git's diff has a line that is too long for a file's name")
		}
		begin = []byte{line[0]}
		for err == bufio.ErrBufferFull {
			_, err = p.in.ReadSlice('\n')
		}
	}
	if err == io.EOF && len(begin) > 0 {
		err = nil
	}
	return bytes.TrimSuffix(begin, []byte("\n")), err
}

func (p *diffParser) take(line []byte) error {
	if p.oldLeft > 0 || p.newLeft > 0 {
		return p.inHunk(line)
	}
	text := string(line)
	switch {
	case strings.HasPrefix(text, "diff "):
		p.endHunk()
		p.name = ""
	case strings.HasPrefix(text, "+++ "):
		name, err := diffName(text[len("+++ "):])
		p.name = name
		return err
	case strings.HasPrefix(text, "@@ "):
		p.endHunk()
		return p.beginHunk(text)
	}
	return nil // other lines say nothing of lines, such as "index …" and "\ No newline at end of file"
}

func (p *diffParser) inHunk(line []byte) error {
	kind := byte(' ') // git can be told to leave out the blank of an empty line
	if len(line) > 0 {
		kind = line[0]
	}
	switch kind {
	case '-':
		p.oldLeft--
		p.removed++
	case '+':
		p.newLeft--
		p.added++
		p.changed(p.next)
		p.next++
	case ' ':
		p.oldLeft--
		p.newLeft--
		p.next++
	case '\\':
	default:
		return fmt.Errorf("git's diff has the line %.60q where one of a file is due", line)
	}
	if p.oldLeft < 0 || p.newLeft < 0 {
		return errors.New("a hunk of git's diff is longer than it says")
	}
	return nil
}

// changed adds one line.
func (p *diffParser) changed(line int) {
	if p.name == "" {
		return
	}
	lines := p.files[p.name]
	if last := len(lines.added) - 1; last >= 0 && lines.added[last].Last == line-1 {
		lines.added[last].Last = line
		return
	}
	lines.added = append(lines.added, Span{line, line})
	p.files[p.name] = lines
}

// endHunk notes that lines went away, where more were removed than took their
// place.
func (p *diffParser) endHunk() {
	if p.removed > p.added && p.name != "" {
		lines := p.files[p.name]
		lines.gaps = append(lines.gaps, Span{p.start - 1, p.next - 1})
		p.files[p.name] = lines
	}
	p.removed, p.added = 0, 0
}

// beginHunk reads "@@ -3,2 +3 @@ …": where a length is left out it is 1, and
// where it is 0 the line is the one before.
func (p *diffParser) beginHunk(text string) error {
	fields := strings.Fields(text)
	if len(fields) < 4 || fields[3] != "@@" {
		return fmt.Errorf("git's diff has the line %.60q, which is no head of a hunk", text)
	}
	_, oldCount, oldOK := stretch(fields[1], "-")
	start, newCount, newOK := stretch(fields[2], "+")
	if !oldOK || !newOK || newCount > 0 && start == 0 {
		return fmt.Errorf("git's diff has the line %.60q, which is no head of a hunk", text)
	}
	if newCount == 0 {
		start++
	}
	if lines := p.files[p.name]; start < p.next && len(lines.added)+len(lines.gaps) > 0 {
		return fmt.Errorf("the hunks of git's diff of %.60q are in no order", p.name)
	}
	p.oldLeft, p.newLeft, p.start, p.next = oldCount, newCount, start, start
	return nil
}

func stretch(text, sign string) (start, count int, ok bool) {
	text, signed := strings.CutPrefix(text, sign)
	from, length, given := strings.Cut(text, ",")
	first, err := strconv.ParseUint(from, 10, 31)
	many := uint64(1)
	if err == nil && given {
		many, err = strconv.ParseUint(length, 10, 31)
	}
	return int(first), int(many), signed && err == nil
}

// diffName reads the name of a file: "b/" before it, a tab behind it if it has
// a space, in quotes with C's escapes if it has more than that.
func diffName(text string) (string, error) {
	text = strings.TrimSuffix(text, "\t")
	name := text
	if strings.HasPrefix(text, `"`) {
		var err error
		if name, err = strconv.Unquote(text); err != nil {
			return "", fmt.Errorf("git's diff has the name %.60s, which can't be read", text)
		}
	}
	if name == "/dev/null" {
		return "", nil
	}
	name, ok := strings.CutPrefix(name, "b/")
	if !ok || name == "" {
		return "", fmt.Errorf("git's diff has the name %.60q, which doesn't begin with b/", text)
	}
	return name, nil
}
