package terraform_test

import (
	"testing"

	"github.com/edslint/edslint/linter/request"
	"github.com/edslint/edslint/linter/shape/shapetest"
	"github.com/edslint/edslint/linter/shape/terraform"
	"github.com/edslint/edslint/linter/source"
)

// find finds what is in a document of any of Terraform's shapes.
func find(file *source.File, doc source.Document, named bool) ([]*request.Request, []request.Other) {
	found, others := terraform.NewConfiguration(source.DefaultLimits()).Find(file, doc, named)
	if len(found)+len(others) > 0 {
		return found, others
	}
	if found, others = (terraform.Plan{}).Find(file, doc, named); len(found)+len(others) > 0 {
		return found, others
	}
	return terraform.State{}.Find(file, doc, named)
}

func TestGolden(t *testing.T) { shapetest.Golden(t, find) }
