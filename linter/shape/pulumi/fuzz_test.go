package pulumi_test

import (
	"testing"

	"github.com/edslint/edslint/linter/shape/pulumi"
	"github.com/edslint/edslint/linter/shape/shapetest"
)

func FuzzFind(f *testing.F) { shapetest.Fuzz(f, pulumi.Shape{}.Find) }
