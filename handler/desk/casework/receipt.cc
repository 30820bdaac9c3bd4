// Fills in the receipt: before registration with a forecast, later with the case's state.
#include "handler/desk/casework/receipt.h"

#include "handler/desk/casework/relations.h"
#include "handler/desk/page.h"
#include "handler/view/case_view.h"
#include "handler/view/receipt_data.h"

namespace handler::desk {

web::Response receipt_page(const Visit& visit, const OpenCase& open, const std::string& number,
                           Receipt which) {
  const cases::Event& first = open.record.events().front();
  const bool waits = open.folded.state == core::CaseState::submitted && !open.folded.merged_into;
  core::TemplateData data;
  if (waits) {
    data.show("IS_WAITING");
    view::add_next_steps(data, visit.services, visit.site, open.folded.kind, first.recorded_at);
  } else {
    data = view::case_view(visit.site, open.rules, open.record, open.folded, visit.now(),
                           view::Reader::reporter);
    data.show("IS_UNDER_WAY");
    const int year = visit.year();
    data.set("RECEIVED", core::chinese_moment(first.recorded_at, year));
  }
  if (first.occurred_at) {
    const int year = core::year_of(core::day_of(first.recorded_at));
    data.set_optional("EARLIER", core::chinese_moment(*first.occurred_at, year));
  }
  view::add_number(data, visit.model(), visit.request, number);
  data.set("CASE_ID", std::to_string(open.folded.id))
      .set("CASE_NAME", case_name(visit, open.folded.serial, open.folded.id))
      .show_if(which == Receipt::another_number, "IS_ANOTHER")
      .show_if(which == Receipt::first, "IS_FIRST")
      .show("ON_ANY_PAPER");
  return desk_page(visit, 200, "desk/receipt", visit.texts().get("desk.receipt.title"), data);
}

}  // namespace handler::desk
