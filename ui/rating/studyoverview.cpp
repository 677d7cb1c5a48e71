#include "ui/rating/studyoverview.h"

#include "core/corpus/corpusstore.h"

#include <QCoreApplication>

namespace antiphon {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("StudyRow", text);
}

} // namespace

qint64 StudyRow::collected() const
{
    return std::count_if(packets.begin(), packets.end(),
                         [](const PacketRow& packet) { return packet.collectedAt > 0; });
}

Result<RatingOverview> readRatingOverview(const Connection& connection)
{
    RatingOverview overview;
    ANTIPHON_TRY_ASSIGN(overview.sources, readySources(connection));
    ANTIPHON_TRY_ASSIGN(const QList<Study> all, studies(connection));
    for (const Study& study : all) {
        StudyRow row{study, {}, {}, false};
        ANTIPHON_TRY_ASSIGN(const QList<RaterTally> tallies, raterTallies(connection, study));
        for (const RaterTally& tally : tallies) {
            row.packets << tally.packet;
            row.counts.insert(tally.packet.id, tally.count);
        }
        ANTIPHON_TRY_ASSIGN(const auto opened, unblindings(connection, study.id));
        row.unblinded = !opened.isEmpty();
        ANTIPHON_TRY_ASSIGN(row.key, readKeyState(connection, study));
        overview.studies << row;
    }
    return overview;
}

Result<CollectFacts> readCollectFacts(const Connection& connection, const Study& study)
{
    CollectFacts facts{study.id, {}, {}, {}};
    ANTIPHON_TRY_ASSIGN(facts.qualities, raterQuality(connection, study));
    ANTIPHON_TRY_ASSIGN(facts.decisions, raterDecisions(connection, study.id));
    ANTIPHON_TRY_ASSIGN(facts.items, listedItems(connection, study.id));
    return facts;
}

QString stageText(const StudyRow& row)
{
    if (row.study.state == StudyState::Draft)
        return tr("Draft");
    if (row.packets.isEmpty())
        return tr("Frozen");
    if (row.unblinded)
        return tr("Key open");
    if (row.collected() == 0)
        return tr("Packets made");
    return tr("%1 of %2 collected").arg(row.collected()).arg(row.packets.size());
}

} // namespace antiphon
