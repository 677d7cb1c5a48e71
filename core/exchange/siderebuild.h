// A project that Antiphon wrote into a .qdpx, made again from it exactly.
#pragma once

#include "core/exchange/exchangeproject.h"
#include "core/exchange/qdpxproject.h"

namespace antiphon {

// Takes names, notes, coders and times from the project.qde and all else from the side file, by the ids that
// both use. Errors: WrongFormat for a side file that is none or of a newer version, and where the two do not
// fit together: another program changed texts, codings or notes and left the side file as it was.
Result<ExchangeProject> rebuiltProject(const QdpxProject& file);

} // namespace antiphon
