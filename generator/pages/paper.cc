// The printed pages: the forms of forms.yaml, and scope, steps and limits in a short version for
// one sheet.
#include "generator/pages/paper.h"

#include "core/page/paper_view.h"
#include "core/page/qr_code.h"
#include "generator/pages/home.h"
#include "generator/pages/windows.h"

namespace generator {

using core::PaperForm;
using core::Site;
using core::TemplateData;
using core::Texts;
using core::Tier;

namespace {

constexpr char kFormsPage[] = "forms";

std::string page_of(const PaperForm& form) {
  return std::string(kFormsPage) + "/" + form.id;
}

// Ids of forms have no '-', so no form can have this address.
std::string page_of(const PaperForm& form, const Tier& tier) {
  return page_of(form) + "-" + tier.id;
}

std::vector<const Tier*> coloured_tiers(const PaperForm& form, const Site& site) {
  std::vector<const Tier*> tiers;
  for (const Tier& tier : site.policy.tiers) {
    if (form.coloured && !tier.colour.empty()) tiers.push_back(&tier);
  }
  return tiers;
}

std::string variant_title(const PaperForm& form, const Tier& tier, const Texts& texts) {
  return texts.format("forms.variant",
                      {{"form_title", form.title}, {"colour", tier_title(tier, texts)}});
}

PageSpec form_spec(const PaperForm& form, const Tier* tier, const Site& site, const Texts& texts) {
  core::PaperFilling filling;
  if (tier != nullptr) filling.values["tier"] = tier->id;
  return {.page = tier == nullptr ? page_of(form) : page_of(form, *tier),
          .title = tier == nullptr ? form.title : variant_title(form, *tier, texts),
          .template_name = "pages/form",
          .data =
              [&form, &site, &texts, filling](const std::string&) {
                return core::paper_form_data(form, site.policy, texts, filling)
                    .set("FORM_PURPOSE", form.purpose);
              },
          .sources = {"site.yaml", "texts.yaml", "forms.yaml", "policy.yaml"}};
}

// Source and annex: "平政管办发〔2022〕2号 附件3".
std::string source_of(const PaperForm& form, const Site& site) {
  for (const core::Document& document : site.documents) {
    if (document.id != form.source) continue;
    const std::string name = document.number.empty() ? document.title : document.number;
    return form.annex.empty() ? name : name + " " + form.annex;
  }
  return {};
}

void add_form(TemplateData& data, const PaperForm& form, const Site& site, const Texts& texts,
              const std::string& site_root) {
  TemplateData& shown = data.add("FORM");
  shown.set("FORM_ID", form.id)
      .set("FORM_TITLE", form.title)
      .set("FORM_HREF", site_root + page_of(form) + "/")
      .set("FORM_PURPOSE", form.purpose)
      .set("FORM_FILLED_BY", form.filled_by)
      .set("FORM_SOURCE", source_of(form, site))
      .set("FORM_SOURCE_HREF", site_root + "policy/#document-" + form.source);
  const std::vector<const Tier*> tiers = coloured_tiers(form, site);
  for (const Tier* tier : tiers) {
    shown.add("VARIANT")
        .set("VARIANT_HREF", site_root + page_of(form, *tier) + "/")
        .set("VARIANT_NAME", tier_title(*tier, texts));
  }
  shown.show_if(!tiers.empty(), "HAS_VARIANTS");
}

// The address without "https://" and the final '/', as people say and type it.
std::string spoken_address(const std::string& address) {
  const std::size_t scheme = address.find("://");
  std::string spoken = scheme == std::string::npos ? address : address.substr(scheme + 3);
  if (spoken.ends_with('/')) spoken.pop_back();
  return spoken;
}

TemplateData forms_data(const Site& site, const Texts& texts, const std::string& site_root) {
  TemplateData data;
  for (const PaperForm& form : site.papers) add_form(data, form, site, texts, site_root);
  return data.show_if(!site.papers.empty(), "HAS_FORMS").show_if(site.papers.empty(), "NO_FORMS");
}

// Scope, ways to report, steps and limits on one sheet (PY-11).
TemplateData leaflet_data(const Site& site, const Texts& texts, const std::string& public_url) {
  TemplateData data = home_data(site, texts);
  data.merge(scope_data(site, texts));
  for (const core::Step& step : site.policy.steps) {
    data.add("STEP").set("STEP_NAME", step.name).set("STEP_TEXT", step.text);
  }
  return data.set_optional("HOME_ADDRESS", spoken_address(home_address(site.identity, public_url)));
}

TemplateData poster_data(const Site& site, const Texts& texts, const std::string& public_url) {
  TemplateData data;
  set_call_hours(data, site, texts);
  const std::string address = home_address(site.identity, public_url);
  const core::Result<core::QrCode> code = address.empty()
                                              ? core::Failure{core::FailureCode::not_found, ""}
                                              : core::make_qr_code(address);
  if (!code) return data.show("NO_ADDRESS");
  TemplateData& shown = data.add("ADDRESS");
  shown.set("ADDRESS_TEXT", spoken_address(address))
      .set("QR_SIZE", code->size)
      .set("QR_PATH", code->path);
  return data;
}

}  // namespace

std::string home_address(const core::SiteIdentity& identity, const std::string& public_url) {
  if (identity.site_url.find("://") != std::string::npos) return identity.site_url;
  return public_url.empty() ? "" : public_url + identity.id + "/";
}

std::vector<PageSpec> paper_specs(const Site& site, const Texts& texts,
                                  const std::string& public_url) {
  // The leaflet has the content of home and scope.
  const std::vector<std::string> sources = {"site.yaml",    "texts.yaml",  "policy.yaml",
                                            "windows.yaml", "triage.yaml", "duty.yaml",
                                            "news/"};
  std::vector<PageSpec> specs = {
      {kFormsPage,
       texts.get("forms.title"),
       "pages/forms",
       [&site, &texts](const std::string& site_root) { return forms_data(site, texts, site_root); },
       {"site.yaml", "texts.yaml", "forms.yaml", "policy.yaml", "documents.yaml"}},
      {"leaflet", texts.get("leaflet.title"), "pages/leaflet",
       [&site, &texts, public_url](const std::string&) {
         return leaflet_data(site, texts, public_url);
       },
       sources},
      {"poster",
       texts.get("poster.title"),
       "pages/poster",
       [&site, &texts, public_url](const std::string&) {
         return poster_data(site, texts, public_url);
       },
       {"site.yaml", "texts.yaml", "policy.yaml", "windows.yaml"}}};
  for (const PaperForm& form : site.papers) {
    specs.push_back(form_spec(form, nullptr, site, texts));
    for (const Tier* tier : coloured_tiers(form, site)) {
      specs.push_back(form_spec(form, tier, site, texts));
    }
  }
  return specs;
}

}  // namespace generator
