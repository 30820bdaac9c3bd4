// Measures and assistance policies, and the window's commitments.
#include "generator/pages/measures.h"

#include "core/base/text.h"
#include "core/page/page_frame.h"
#include "core/reading/find_by_id.h"
#include "core/site/report_form.h"
#include "generator/pages/process.h"

namespace generator {

using core::Measure;
using core::Site;
using core::TemplateData;
using core::Texts;

namespace {

void add_measure(TemplateData& kind, const Site& site, const Texts& texts, const Measure& measure) {
  TemplateData& shown = kind.add("MEASURE");
  shown.set("MEASURE_ID", measure.id)
      .set("MEASURE_NAME", measure.name)
      .set("MEASURE_TEXT", measure.text)
      .set_optional("MEASURE_FOR", measure.audience)
      .set_optional("MEASURE_WHO", measure.who)
      .set_optional("MEASURE_CONTACT", measure.contact)
      .set("MEASURE_DIALLED", core::dialled(measure.contact));
  const core::Document* basis = core::find_by_id(site.documents, measure.basis);
  if (basis != nullptr) {
    shown.set("MEASURE_BASIS_ID", basis->id)
        .set_optional("MEASURE_BASIS", texts.format("document.quoted", {{"title", basis->title}}));
  }
  shown.show_if(!measure.audience.empty() || !measure.who.empty() || !measure.contact.empty() ||
                    basis != nullptr,
                "HAS_MEASURE_FACTS");
}

}  // namespace

TemplateData measures_data(const Site& site, const Texts& texts) {
  TemplateData data;
  for (const std::string& kind : core::measure_kinds()) {
    TemplateData group;
    for (const Measure& measure : site.measures) {
      if (measure.kind == kind) add_measure(group, site, texts, measure);
    }
    if (!group.has_items("MEASURE")) continue;
    data.add("MEASURE_KIND")
        .set("MEASURE_KIND_ID", kind)
        .set("MEASURE_KIND_NAME", texts.get("measures.kind." + kind))
        .merge(std::move(group));
  }
  return data;
}

TemplateData supervision_data(const Site& site, const Texts& texts) {
  TemplateData data;
  data.set("PLEDGE", site.identity.pledge);
  for (const std::string& sentence : site.identity.commitments) {
    data.add("COMMITMENT").set("COMMITMENT_TEXT", sentence);
  }
  data.show_if(!site.identity.commitments.empty(), "HAS_COMMITMENTS");
  const std::vector<std::string> after = consequences(site, texts);
  for (const std::string& text : after) data.add("CONSEQUENCE").set("CONSEQUENCE_TEXT", text);
  data.show_if(!after.empty(), "HAS_CONSEQUENCES");
  for (const core::Body& body : site.bodies) {
    if (body.type != "supervision" && body.type != "leading_group") continue;
    data.add("OVERSEER")
        .set("OVERSEER_ID", body.id)
        .set("OVERSEER_NAME", body.name)
        .set_optional("OVERSEER_DUTIES", body.duties);
  }
  data.show_if(data.has_items("OVERSEER"), "HAS_OVERSEERS");
  std::vector<std::string> restricted;
  for (const core::Kind& kind : site.policy.kinds) {
    if (kind.restricted) restricted.push_back(kind.name);
  }
  data.set_optional("CONDUCT_KINDS", core::joined(restricted, texts.get("contact.list")))
      .show_if(restricted.empty(), "NO_CONDUCT_KINDS")
      .show_if(site.publications.statistics.has_value(), "HAS_STATISTICS");
  const core::ReportForm form = core::make_report_form(site, texts);
  const bool asks = form.field("request") != nullptr || form.field("suggestion") != nullptr;
  data.show(asks ? "ASKS_SUGGESTIONS" : "ASKS_NO_SUGGESTIONS");
  return data;
}

}  // namespace generator
