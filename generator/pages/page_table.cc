// The rows of the table; a publication without content gets no page.
#include "generator/pages/page_table.h"

#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "core/base/text.h"
#include "generator/pages/articles.h"
#include "generator/pages/documents.h"
#include "generator/pages/duty.h"
#include "generator/pages/error_pages.h"
#include "generator/pages/examples.h"
#include "generator/pages/faq.h"
#include "generator/pages/home.h"
#include "generator/pages/measures.h"
#include "generator/pages/people.h"
#include "generator/pages/process.h"
#include "generator/pages/report_form.h"
#include "generator/pages/statistics.h"
#include "generator/pages/units.h"

namespace generator {

using core::Publications;
using core::Site;
using core::TemplateData;
using core::Texts;

namespace {

struct Row {
  std::string_view page;  // also the folder, the template and the key of the title; "" is home
  TemplateData (*data)(const Site&, const Texts&);
  std::string_view sources;  // separated by blanks; site.yaml and texts.yaml are always added
  bool (*has_content)(const Site&) = [](const Site&) { return true; };
};

// For a page that needs only what page_frame() gives to all.
TemplateData nothing_more(const Site&, const Texts&) {
  return {};
}

constexpr Row kMainPages[] = {
    {"", home_data, "policy.yaml windows.yaml duty.yaml news/"},
    {"scope", scope_data, "policy.yaml triage.yaml"},
    {"process", process_data, "policy.yaml bodies.yaml"},
    {"contacts", contacts_data, "windows.yaml policy.yaml"},
    {"leaders", leaders_data, "bodies.yaml documents.yaml duty.yaml"},
    {"policy", policy_data, "documents.yaml policy.yaml"},
    {"privacy", privacy_data, "forms.yaml policy.yaml"},
    {"report", report_data, "forms.yaml policy.yaml windows.yaml units.yaml"},
    {"ticket", nothing_more, "windows.yaml"},
    {"accessibility", nothing_more, "windows.yaml"},
};

constexpr Row kPublications[] = {
    {"faq", faq_data, "faq.yaml policy.yaml forms.yaml bodies.yaml"},
    {"units", units_data, "units.yaml", has_handles},
    {"limits", examples_data, "policy.yaml", has_examples},
    {"duty", duty_data, "duty.yaml", has_duty},
    {"measures", measures_data, "measures.yaml documents.yaml",
     [](const Site& site) { return !site.measures.empty(); }},
    {"supervision", supervision_data, "policy.yaml bodies.yaml forms.yaml"},
    {"statistics", statistics_data, "statistics.json",
     [](const Site& site) { return site.publications.statistics.has_value(); }},
};

void add_pages(std::vector<PageSpec>& specs, std::span<const Row> rows, const Site& site,
               const Texts& texts) {
  for (const Row& row : rows) {
    if (!row.has_content(site)) continue;
    const std::string name(row.page.empty() ? "home" : row.page);
    std::vector<std::string> sources = core::split(row.sources, ' ');
    sources.insert(sources.begin(), {"site.yaml", "texts.yaml"});
    specs.push_back(
        {.page = std::string(row.page),
         .title = name == "process" ? process_title(site, texts) : texts.get(name + ".title"),
         .template_name = "pages/" + name,
         .data = [&site, &texts, data = row.data](const std::string&) { return data(site, texts); },
         .sources = std::move(sources)});
  }
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

std::vector<PageSpec> main_specs(const Site& site, const Texts& texts) {
  std::vector<PageSpec> specs;
  add_pages(specs, kMainPages, site, texts);
  for (PageSpec& spec : error_specs(texts)) specs.push_back(std::move(spec));
  return specs;
}

std::vector<PageSpec> publication_specs(const Site& site, const Texts& texts) {
  std::vector<PageSpec> specs;
  add_pages(specs, kPublications, site, texts);
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
