// What another coding program wrote, as dialogues, codes, codings and memos.
#pragma once

#include "core/exchange/offsetmodel.h"
#include "core/exchange/sidefile.h"

namespace antiphon {

struct ForeignProject
{
    ExchangeProject project;
    OffsetChoice offsets;
    // What could not be carried, item by item; `kept` where it came over in another form.
    QList<ExchangeLoss> losses;
};

// Every text becomes a dialogue of one source called `name` (empty: as the project is called), cut into turns
// by turnsOfText(). A selection that covers a turn's words codes the turn, another one its words; over
// several turns, each of them. Users become coders; what has none is `coder`'s. Notes become memos on the
// first thing that refers to them and rest on the others; comments of selections and sources become memos
// too. Links between codes that say what a relation says become relations.
ForeignProject foreignProject(const QdpxProject& file, const QString& name, const QString& coder);

} // namespace antiphon
