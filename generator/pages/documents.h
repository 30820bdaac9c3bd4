// The documents that a site rests on, and the page of one whose wording is at hand.
#pragma once

#include "core/page/page_template.h"
#include "core/reading/texts.h"
#include "core/site/site.h"
#include "generator/pages/page_spec.h"

namespace generator {

// The data of the templates, without the frame. Pure and thread-safe.
core::TemplateData policy_data(const core::Site& site, const core::Texts& texts);

core::TemplateData document_data(const core::Site& site, const core::Texts& texts,
                                 const core::Document& document, const PageRoots& roots);

}  // namespace generator
