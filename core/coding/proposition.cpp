#include "core/coding/proposition.h"

#include "core/base/csvfile.h"

#include <QDateTime>

namespace antiphon {

namespace {

QString isoTime(TimePoint at)
{
    return QDateTime::fromMSecsSinceEpoch(at, Qt::UTC).toString(Qt::ISODate);
}

QString turnNumber(const MemoPlace& place)
{
    return place.position ? QString::number(*place.position + 1) : QString();
}

} // namespace

QString propositionStateWord(PropositionState state)
{
    switch (state) {
    case PropositionState::UnderTest:
        break;
    case PropositionState::Kept:
        return QStringLiteral("kept");
    case PropositionState::Revised:
        return QStringLiteral("revised");
    case PropositionState::Dropped:
        return QStringLiteral("dropped");
    }
    return {};
}

std::optional<PropositionState> propositionStateFromWord(QStringView word)
{
    for (const PropositionState state : allPropositionStates) {
        if (propositionStateWord(state) == word)
            return state;
    }
    return std::nullopt;
}

QString propositionStateTitle(PropositionState state)
{
    switch (state) {
    case PropositionState::UnderTest:
        break;
    case PropositionState::Kept:
        return QStringLiteral("Kept");
    case PropositionState::Revised:
        return QStringLiteral("Revised");
    case PropositionState::Dropped:
        return QStringLiteral("Dropped");
    }
    return QStringLiteral("Under test");
}

QString stanceWord(Stance stance)
{
    return stance == Stance::For ? QStringLiteral("for") : QStringLiteral("against");
}

std::optional<Stance> stanceFromWord(QStringView word)
{
    for (const Stance stance : {Stance::For, Stance::Against}) {
        if (stanceWord(stance) == word)
            return stance;
    }
    return std::nullopt;
}

QString stanceTitle(Stance stance)
{
    return stance == Stance::For ? QStringLiteral("For") : QStringLiteral("Against");
}

bool mayBeEvidence(MemoTarget kind)
{
    switch (kind) {
    case MemoTarget::Dialogue:
    case MemoTarget::Turn:
    case MemoTarget::Span:
    case MemoTarget::Code:
    case MemoTarget::Category:
    case MemoTarget::Memo:
        return true;
    case MemoTarget::Project:
    case MemoTarget::Journal:
    case MemoTarget::Coding:
        break;
    }
    return false;
}

QString propositionHeading(const QString& text)
{
    return memoHeading({}, text);
}

QString evidenceCountsText(const EvidenceCounts& counts)
{
    return QStringLiteral("%1 for, %2 against, %3 open")
        .arg(counts.inFavour)
        .arg(counts.against)
        .arg(counts.open);
}

QString evidenceLabel(Stance stance, const QString& proposition)
{
    return QStringLiteral("Take as evidence %1 “%2”")
        .arg(stanceWord(stance), propositionHeading(proposition));
}

QByteArray propositionsCsv(const QList<PropositionSheet>& sheets)
{
    QByteArray csv = csvLine({QStringLiteral("proposition"), QStringLiteral("state"), QStringLiteral("codes"),
                              QStringLiteral("stance"), QStringLiteral("kind"), QStringLiteral("dialogue"),
                              QStringLiteral("turn"), QStringLiteral("words"), QStringLiteral("note"),
                              QStringLiteral("answer"), QStringLiteral("coder"), QStringLiteral("time")});
    for (const PropositionSheet& sheet : sheets) {
        const Proposition& proposition = sheet.listed.proposition;
        const QStringList head{proposition.text, propositionStateWord(proposition.state),
                               sheet.listed.codes.join(QStringLiteral("; "))};
        if (sheet.evidence.isEmpty())
            csv += csvLine(head + QStringList{{},
                                              {},
                                              {},
                                              {},
                                              {},
                                              proposition.note,
                                              {},
                                              sheet.listed.coder,
                                              isoTime(proposition.createdAt)});
        for (const ListedEvidence& row : sheet.evidence)
            csv +=
                csvLine(head + QStringList{stanceWord(row.evidence.stance),
                                           memoTargetWord(row.place.anchor.kind), row.place.dialogueName,
                                           turnNumber(row.place), row.words, row.evidence.note,
                                           row.evidence.answer, row.coder, isoTime(row.evidence.createdAt)});
    }
    return csv;
}

QByteArray negativeCasesCsv(const QList<NegativeCase>& cases)
{
    QByteArray csv = csvLine({QStringLiteral("about"), QStringLiteral("name"), QStringLiteral("dialogue"),
                              QStringLiteral("turn"), QStringLiteral("words"), QStringLiteral("note"),
                              QStringLiteral("coder"), QStringLiteral("time")});
    for (const NegativeCase& row : cases)
        csv += csvLine({row.evidence.isNull() ? QStringLiteral("code") : QStringLiteral("proposition"),
                        row.about, row.place.dialogueName, turnNumber(row.place), row.words, row.note,
                        row.coderName, isoTime(row.createdAt)});
    return csv;
}

} // namespace antiphon
