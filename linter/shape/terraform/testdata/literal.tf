# Values as they stand, and as Terraform takes them.
resource "aws_cloudtrail_event_data_store" "audit" {
  provider                       = aws.audit
  name                           = "audit-store"
  billing_mode                   = "FIXED_RETENTION_PRICING"
  retention_period               = "90"
  multi_region_enabled           = "true"
  organization_enabled           = false
  termination_protection_enabled = true
  kms_key_id                     = ""
  suspend                        = true
  region                         = "eu-west-1"

  advanced_event_selector {
    name = ""
    field_selector {
      field  = "eventCategory"
      equals = ["Data"]
    }
    field_selector {
      field  = "resources.type"
      equals = ["AWS::S3::Object"]
    }
    field_selector {
      field           = "resources.ARN"
      starts_with     = ["arn:aws:s3:::logs/", <<EOT
arn:aws:s3:::more/
EOT
      ]
      not_starts_with = null
    }
    field_selector {
      field  = "readOnly"
      equals = [true]
    }
  }

  advanced_event_selector {
    field_selector {
      field  = "eventCategory"
      equals = []
    }
  }

  tags = {
    team      = "audit"
    (1 + 1)   = 3
    "a.b"     = null
    "escaped" = "$${x}"
  }

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_cloudtrail_event_data_store" "listed" {
  name = "audit-list"
  advanced_event_selector = [{
    name = "all"
    field_selector = [{
      field  = "eventCategory"
      equals = ["Management"]
    }]
  }]
}

resource "aws_cloudtrail_event_data_store" "misspelt" {
  name                    = "audit-misspelt"
  retention_days          = 90
  advanced_event_selectors {
    field_selector {
      feild  = "eventCategory"
      equals = ["Management"]
    }
  }
}

resource "awscc_cloudtrail_event_data_store" "other" {
  ingestion_enabled  = false
  federation_enabled = true
  advanced_event_selectors = [{
    field_selectors = [{ field = "eventCategory", equals = ["Management"] }]
  }]
  tags = [{ key = "team", value = "audit" }]
}

resource "aws_s3_bucket" "logs" {
  name = "logs"
}
