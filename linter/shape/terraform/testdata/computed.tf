# What is worked out, what can go either way, and what can't be known.
variable "production" {
  type = bool
}

variable "days" {
  type    = number
  default = "90"
}

variable "team" {
  default = ""
}

variable "store" {
  type = object({
    key  = optional(string, "alias/audit")
    mode = optional(string)
  })
  default = { mode = "FIXED_RETENTION_PRICING" }
}

locals {
  kinds = ["AWS::S3::Object", "AWS::Lambda::Function"]
  names = { s3 = "objects", lambda = "functions" }
  base  = merge({ team = "audit" }, var.more)
  self  = local.self
  whole = [for k in local.kinds : upper(k) if k != "AWS::S3::Object"]
}

resource "aws_cloudtrail_event_data_store" "choice" {
  count            = var.production ? 1 : 0
  name             = "audit-${var.production ? "prod" : "dev"}-${lower("EU")}"
  retention_period = var.days
  billing_mode     = var.store.mode
  kms_key_id       = var.store.key
  suspend          = !var.production ? "true" : null
  tags             = merge({ owner = "x", team = "y" }, { team = "z" })

  advanced_event_selector {
    name = format("%s of %d", local.names["s3"], length(local.kinds))
    field_selector {
      field  = "eventCategory"
      equals = ["Data"]
    }
    field_selector {
      field  = "resources.type"
      equals = concat([local.kinds[0]], slice(local.kinds, 1, 2))
    }
    field_selector {
      field       = "resources.ARN"
      starts_with = [aws_s3_bucket.logs.arn, "arn:aws:s3:::${var.team}/", "arn:aws:s3:::logs/"]
    }
  }
}

resource "aws_cloudtrail_event_data_store" "unknown" {
  for_each             = toset(["a", "b"])
  name                 = "audit-${each.key}"
  retention_period     = min(var.days, 60)
  kms_key_id           = local.self
  multi_region_enabled = data.aws_region.current.name == "us-east-1"
  organization_enabled = lookup({ a = true }, "a", false)
  tags                 = local.base
  advanced_event_selector {
    field_selector {
      field  = "eventCategory"
      equals = flatten([["Data"], var.categories])
    }
    field_selector {
      field  = "resources.type"
      equals = local.whole
    }
  }
}

resource "aws_cloudtrail_event_data_store" "dynamic" {
  name = "audit-dynamic"
  dynamic "advanced_event_selector" {
    for_each = { for k, v in local.names : k => upper(v) }
    iterator = each_kind
    content {
      name = "${each_kind.key}: ${each_kind.value}"
      field_selector {
        field  = "eventCategory"
        equals = ["Data"]
      }
      dynamic "field_selector" {
        for_each = each_kind.key == "s3" ? toset(["AWS::S3::Object"]) : []
        content {
          field  = "resources.type"
          equals = [field_selector.key]
        }
      }
    }
  }
  dynamic "advanced_event_selector" {
    for_each = []
    content {}
  }
}

resource "aws_cloudtrail_event_data_store" "as_many" {
  name = "audit-many"
  advanced_event_selector {
    field_selector {
      field  = "eventCategory"
      equals = ["Management"]
    }
  }
  dynamic "advanced_event_selector" {
    for_each = var.selectors
    content {}
  }
}
