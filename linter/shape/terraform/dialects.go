package terraform

import "github.com/edslint/edslint/linter/shape/dialect"

// resource is a type of resource, and how its provider spells what the API has.
type resource struct {
	name    string
	dialect dialect.Dialect // but for its Shape
	// presets are what the provider sends where an argument isn't given, if that
	// is not the API's own default.
	presets []preset
	// usual are the provider's defaults that are the API's too, and that not every
	// edition knows: plans have them whether they are given or not.
	usual map[string]string
	// blank are the arguments, of the resource and of its blocks, that are as
	// good as not given where they are empty.
	blank, blankWithin []string
}

type preset struct{ name, number string }

// blocks are the arguments that are blocks: those of a type make a list.
var blocks = []string{"advanced_event_selector", "field_selector", "event_selector", "data_resource"}

// ofTerraform are the arguments that every resource can have. In JSON, "//" is a comment.
var ofTerraform = []string{
	"count", "for_each", "provider", "depends_on", "lifecycle", "provisioner", "connection", "timeouts", "dynamic", "//",
}

// find returns the type of resource of that name, for a shape; nil where there is none.
func find(name, shape string) *resource {
	singular := func(more map[string]string) map[string]string {
		more["AdvancedEventSelectors"], more["FieldSelectors"] = "advanced_event_selector", "field_selector"
		more["EventSelectors"], more["DataResources"] = "event_selector", "data_resource"
		return more
	}
	var r resource
	switch name {
	case "aws_cloudtrail_event_data_store":
		r = resource{
			dialect: dialect.Dialect{
				Of: dialect.Store, Tagged: true, Flipped: "StartIngestion",
				Renamed: singular(map[string]string{"TagsList": "tags", "StartIngestion": "suspend"}),
				Own:     []string{"region", "tags_all", "arn", "id"},
			},
			presets: []preset{{"retention_period", "2555"}},
			usual:   map[string]string{"billing_mode": "EXTENDABLE_RETENTION_PRICING"},
			blank:   []string{"kms_key_id", "suspend"}, blankWithin: []string{"name"},
		}
	case "aws_cloudtrail":
		r = resource{
			dialect:     dialect.Dialect{Of: dialect.Trail, Partly: true, Renamed: singular(map[string]string{"TrailName": "name"})},
			blankWithin: []string{"name"},
		}
	case "awscc_cloudtrail_event_data_store":
		r = resource{dialect: dialect.Dialect{
			Of: dialect.Store, Added: []string{"Name"},
			Renamed: map[string]string{"TagsList": "tags", "StartIngestion": "ingestion_enabled"},
			Own: []string{
				"context_key_selectors", "federation_enabled", "federation_role_arn", "insights_destination", "insight_selectors", "max_event_size",
				"created_timestamp", "event_data_store_arn", "id", "status", "updated_timestamp",
			},
		}}
	case "awscc_cloudtrail_trail":
		r = resource{dialect: dialect.Dialect{Of: dialect.Trail, Partly: true, Added: []string{"TrailName"}}}
	default:
		return nil
	}
	r.name, r.dialect.Shape, r.dialect.Snake, r.dialect.Coerces = name, shape, true, true
	return &r
}
