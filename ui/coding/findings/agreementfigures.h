// The answer of the page of agreement as charts and rows.
#pragma once

#include "ui/charts/chart.h"
#include "ui/coding/findings/agreementanswer.h"
#include "ui/models/texttablemodel.h"

namespace antiphon {

enum class SetMeasure { Masi, Jaccard };

// The coefficients of a code in the order of the table's columns; the first is drawn first.
inline constexpr Coefficient agreementMeasures[] = {Coefficient::Alpha, Coefficient::Ac1, Coefficient::Cohen,
                                                    Coefficient::Fleiss, Coefficient::Percent};
QString measureName(Coefficient coefficient);

struct AgreementFigures
{
    Chart chart = {}; // none of turns
    QList<QList<TextCell>> rows = {};
    QString remark = {};
};

// Columns: code, facet, given by, units, missing, then the measures.
AgreementFigures codeFigures(const AgreementReport& report, Coefficient drawn);
// Columns: coder, with, turns, missing, MASI, Jaccard.
AgreementFigures pairFigures(const AgreementReport& report, SetMeasure drawn);
// Columns: dialogue, turn, words, codes.
AgreementFigures turnFigures(const AgreementAnswer& answer);

// What a figure is, where it comes from and when it misleads.
QString definitionOf(Coefficient coefficient, AgreementUnit unit);
QString definitionOf(SetMeasure measure);

} // namespace antiphon
