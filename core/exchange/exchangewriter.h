// Writing a project that came in a file into the project in hand.
#pragma once

#include "core/exchange/sidefile.h"
#include "core/storage/edithistory.h"

namespace antiphon {

struct ExchangeWritten
{
    QList<Source> sources;
    qint64 dialogues = 0;
    qint64 turns = 0;
    qint64 coders = 0; // added, as are the following
    qint64 codes = 0;
    qint64 codings = 0;
    qint64 memos = 0;
    QList<ExchangeLoss> losses; // `kept` where it came over in another form
};

// Adds everything of `project`: the dialogues as new sources, unseen until one recorded edit called `label`
// publishes them together with coders, codes, codings, memos and theory. Ids stay where the project does not
// have them. A code of the same facet and name, and a coder of the same name, is the one that is there, which
// stays as it is; a source whose name is taken gets a number. Errors: NotPossible for more than a .qdpx
// holds; Cancelled; those of SQLite. With every error the project is as it was.
Result<ExchangeWritten> writeExchangeProject(const Connection& connection, const Actor& actor,
                                             const ExchangeProject& project, const QString& label,
                                             const CancelToken& cancel = {},
                                             const ProgressSink& progress = {});

} // namespace antiphon
