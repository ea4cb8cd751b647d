package cloudformation_test

import (
	"testing"

	"github.com/edslint/edslint/linter/shape/cloudformation"
	"github.com/edslint/edslint/linter/shape/shapetest"
)

func FuzzFind(f *testing.F) { shapetest.Fuzz(f, cloudformation.Shape{}.Find) }
