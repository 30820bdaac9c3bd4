// Lists the pages of a site's publications; a column without content gets no page.
#include "generator/pages/publication_specs.h"

#include "generator/pages/articles.h"
#include "generator/pages/documents.h"
#include "generator/pages/duty.h"
#include "generator/pages/examples.h"
#include "generator/pages/faq.h"
#include "generator/pages/measures.h"
#include "generator/pages/statistics.h"

namespace generator {

using core::Publications;
using core::Site;
using core::TemplateData;
using core::Texts;

namespace {

struct Row {
  std::string_view page;
  TemplateData (*data)(const Site&, const Texts&);
  bool (*made)(const Site&);
  std::vector<std::string> sources;
};

const std::vector<Row>& rows() {
  static const std::vector<Row> kRows = {
      {"faq",
       faq_data,
       [](const Site&) { return true; },
       {"faq.yaml", "policy.yaml", "forms.yaml"}},
      {"limits", examples_data, has_examples, {"policy.yaml"}},
      {"duty", duty_data, has_duty, {"duty.yaml"}},
      {"measures",
       measures_data,
       [](const Site& site) { return !site.measures.empty(); },
       {"measures.yaml", "documents.yaml"}},
      {"supervision",
       supervision_data,
       [](const Site&) { return true; },
       {"policy.yaml", "bodies.yaml"}},
      {"statistics",
       statistics_data,
       [](const Site& site) { return site.publications.statistics.has_value(); },
       {"statistics.json"}}};
  return kRows;
}

PageSpec spec_of(const Row& row, const Site& site, const Texts& texts) {
  PageSpec spec{
      .page = std::string(row.page),
      .title = texts.get(std::string(row.page) + ".title"),
      .template_name = "pages/" + std::string(row.page),
      .data = [&site, &texts, data = row.data](const std::string&) { return data(site, texts); }};
  spec.sources = {"site.yaml", "texts.yaml"};
  spec.sources.insert(spec.sources.end(), row.sources.begin(), row.sources.end());
  return spec;
}

void add_document_pages(std::vector<PageSpec>& specs, const Site& site, const Texts& texts) {
  for (const core::Document& document : site.documents) {
    if (!site.publications.document_bodies.contains(document.id)) continue;
    specs.push_back({.page = "policy/" + document.id,
                     .title = document.title,
                     .template_name = "pages/document",
                     .data =
                         [&site, &texts, &document](const PageRoots& roots) {
                           return document_data(site, texts, document, roots);
                         },
                     .sources = {"site.yaml", "texts.yaml", "documents.yaml",
                                 "documents/" + document.id + ".md"}});
  }
}

}  // namespace

std::vector<PageSpec> publication_specs(const Site& site, const Texts& texts) {
  std::vector<PageSpec> specs;
  for (const Row& row : rows()) {
    if (row.made(site)) specs.push_back(spec_of(row, site, texts));
  }
  add_document_pages(specs, site, texts);
  const Publications& publications = site.publications;
  for (PageSpec& spec : article_specs(site, texts, "news", publications.news)) {
    specs.push_back(std::move(spec));
  }
  for (PageSpec& spec : article_specs(site, texts, "stories", publications.stories)) {
    specs.push_back(std::move(spec));
  }
  return specs;
}

}  // namespace generator
