// Makes a site's report form from the table of fields, its switches and the texts.
#pragma once

#include "core/forms/form.h"
#include "core/reading/texts.h"
#include "core/site/site.h"

namespace core {

// The form of a site: the fields that are switched on, with labels, hints and options from the
// texts ("form.<id>.label", "form.<id>.hint", "form.<id>.option.<value>"), and kinds, windows and
// units from the site. The hint of a field that not every kind is asked says so.
ReportForm make_report_form(const Site& site, const Texts& texts);

}  // namespace core
