package report

import (
	"net/url"
	"path"
	"strings"
)

// artifactLocation names a file by a URI: relative to the root where the name
// is relative, else absolute. The name has slashes on Windows, too.
func artifactLocation(name string) sarifArtifactLocation {
	root := "file://"
	if strings.HasPrefix(name, "//") {
		root += "/" // a Windows server's name is a part of the path
	}
	name = path.Clean(name)
	switch {
	case strings.HasPrefix(name, "/"):
		return sarifArtifactLocation{URI: root + escapePath(name)}
	case onDrive(name):
		return sarifArtifactLocation{URI: "file:///" + name[:2] + escapePath(name[2:])}
	default:
		return sarifArtifactLocation{URI: escapePath(name), URIBaseID: sarifRoot}
	}
}

// onDrive reports whether a path begins with a drive of Windows, as in "C:/".
func onDrive(name string) bool {
	return len(name) > 2 && name[1:3] == ":/" && 'a' <= name[0]|0x20 && name[0]|0x20 <= 'z'
}

// escapePath percent-encodes a path. A colon is encoded too, for in front of
// the first slash it would end a scheme.
func escapePath(name string) string {
	return strings.ReplaceAll((&url.URL{Path: name}).EscapedPath(), ":", "%3A")
}

// plainText makes a SARIF message of texts: sentences in a row, with nothing in
// them that a terminal acts on or that reads as a link.
func plainText(texts ...string) string {
	return unlink(sentences(texts...))
}

// unlink keeps "[text](place)" from being a link. SARIF gives brackets and
// backslashes a meaning only there, so all others stay as they are, which also
// suits readers that know of no escapes.
func unlink(s string) string {
	var b strings.Builder
	escaped := false // whether the character is escaped by the backslash before it
	for i := range len(s) {
		if s[i] == ']' && !escaped && strings.HasPrefix(s[i+1:], "(") {
			b.WriteByte('\\')
		}
		b.WriteByte(s[i])
		escaped = s[i] == '\\' && !escaped
	}
	return b.String()
}

// linkText makes the text of a link in a SARIF message.
func linkText(s string) string {
	return strings.NewReplacer(`\`, `\\`, `[`, `\[`, `]`, `\]`).Replace(visible(s))
}
