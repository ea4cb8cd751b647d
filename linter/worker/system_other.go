//go:build !linux

package worker

import "syscall"

// attributes are none: a child ends when its stdin does.
func attributes() *syscall.SysProcAttr { return nil }

// resident can't be told here: a child watches its own memory.
func resident(int) (uint64, bool) { return 0, false }

func confine(uint64) {}

func closeInherited() {}
