// What the pages say that a site publishes besides its rules: duty, documents, measures, news,
// stories, statistics, questions, triage, worked examples, supervision. Pure and thread-safe, like
// page_data.h; templates in site_templates/pages.
#pragma once

#include <string>
#include <vector>

#include "core/page/page_template.h"
#include "core/reading/texts.h"
#include "core/site/site.h"
#include "generator/pages/page_spec.h"

namespace generator {

// Every page of this area that the site has something for; `site` and `texts` must outlive them.
std::vector<PageSpec> publication_specs(const core::Site& site, const core::Texts& texts);

// Parts of other pages.

// Home: COMING[] (the next days on duty), NEWS[], LINK[] (to pages that are made for this site).
core::TemplateData front_data(const core::Site& site, const core::Texts& texts);
// Scope: QUESTION[] with ANSWER[]; the site's own triage, or else the one derived from its policy.
core::TemplateData triage_data(const core::Site& site, const core::Texts& texts);
std::vector<core::TriageQuestion> derived_triage(const core::Policy& policy,
                                                 const core::Texts& texts);
// What follows when time runs out, sentence by sentence (process, supervision, questions).
std::vector<std::string> consequences(const core::Site& site, const core::Texts& texts);

// Pages.
core::TemplateData duty_data(const core::Site& site, const core::Texts& texts);
core::TemplateData measures_data(const core::Site& site, const core::Texts& texts);
core::TemplateData statistics_data(const core::Site& site, const core::Texts& texts);
core::TemplateData faq_data(const core::Site& site, const core::Texts& texts);
core::TemplateData supervision_data(const core::Site& site, const core::Texts& texts);
core::TemplateData examples_data(const core::Site& site, const core::Texts& texts);
core::TemplateData document_data(const core::Site& site, const core::Texts& texts,
                                 const core::Document& document, const PageRoots& roots);

// Whether a page is made, so that others may link to it.
bool has_duty(const core::Site& site);
bool has_examples(const core::Site& site);

// News and stories: the list in pages of twenty, and a page each.
std::vector<PageSpec> article_specs(const core::Site& site, const core::Texts& texts,
                                    const std::string& column,
                                    const std::vector<core::Article>& articles);

// Adds one document with its facts to a list.
void add_document(core::TemplateData& data, const std::string& section, const core::Site& site,
                  const core::Document& document, const core::Texts& texts);

}  // namespace generator
