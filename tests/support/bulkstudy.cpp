#include "tests/support/bulkstudy.h"

#include "core/corpus/corpusstore.h"
#include "core/corpus/sourcestore.h"
#include "core/corpus/sourcewriter.h"
#include "core/statistics/draws.h"

#include <cmath>

namespace antiphon::test {

namespace {

constexpr TimePoint firstAnswer = 1'700'000'000'000;
constexpr qint64 answerPause = 20'000;

QString sourceName(int number)
{
    return QStringLiteral("speakers-%1").arg(number + 1);
}

Result<void> writeSource(const Connection& connection, const Actor& actor, int number, int dialogues)
{
    Source source;
    source.name = sourceName(number);
    source.kind = SourceKind::Corpus;
    source.format = QStringLiteral("cpcd");
    ANTIPHON_TRY_ASSIGN(SourceWriter writer, SourceWriter::begin(connection, source));
    for (int i = 0; i < dialogues; ++i) {
        Dialogue dialogue;
        dialogue.externalId = QStringLiteral("d%1").arg(i);
        Turn wish;
        wish.role = Role::User;
        wish.text = QStringLiteral("Something like wish %1, but slower").arg(i % 977);
        Turn reply;
        reply.role = Role::System;
        reply.text = QStringLiteral("Try the tune %1").arg((i * 31 + number) % 1009);
        dialogue.turns << wish << reply;
        ANTIPHON_TRY(writer.add(dialogue, i));
    }
    ANTIPHON_TRY_ASSIGN(const Source finished, writer.finish());
    return EditHistory(connection).record(actor, QStringLiteral("Import"), [&] {
        return setSourceState(connection, finished.id, SourceState::Ready);
    });
}

StudyDefinition bulkDefinition(const BulkStudySize& size)
{
    StudyDefinition definition;
    definition.name = QStringLiteral("bulk");
    for (int i = 0; i < size.sources; ++i)
        definition.sources << sourceName(i);
    definition.criteria = {presetCriteria().constFirst()};
    definition.itemsPerSource = size.itemsPerSource;
    definition.raters = numberedRaters(size.raters);
    definition.tracks = TrackForm::Hidden;
    definition.seed = 11;
    return definition;
}

// What a dialogue is like, over raters.
double qualityOf(int place, int condition)
{
    Random random = Random::forKey(3, static_cast<quint64>(place));
    return 3.2 + 0.1 * condition + 0.6 * statistics::normalDraw(random);
}

Result<void> addRater(const Connection& connection, const Study& study, const QList<StudyItem>& items,
                      const QHash<SourceId, int>& conditions, int rater)
{
    Random random = Random::forKey(7, static_cast<quint64>(rater));
    const double severity = 0.4 * statistics::normalDraw(random);
    std::vector<qsizetype> order(static_cast<std::size_t>(items.size()));
    for (std::size_t i = 0; i < order.size(); ++i)
        order[i] = static_cast<qsizetype>(i);
    random.shuffle(order);
    PacketRow packet;
    packet.id = PacketId::createOpaque();
    packet.rater = study.definition.raters.at(rater);
    packet.createdAt = firstAnswer;
    QList<PacketItemRow> rows;
    QList<GivenAnswer> answers;
    for (const qsizetype place : order) {
        PacketItemRow row;
        row.publicId = PublicItemId::createOpaque();
        row.item = items.at(place).id;
        row.position = static_cast<int>(rows.size());
        const double latent = qualityOf(static_cast<int>(place), conditions.value(items.at(place).source)) +
                              severity + 0.7 * statistics::normalDraw(random);
        GivenAnswer answer;
        answer.item = row.publicId;
        answer.criterion = study.definition.criteria.constFirst().key;
        answer.value = static_cast<int>(std::lround(std::clamp(latent, 1.0, 5.0)));
        answer.at = firstAnswer + answerPause * rows.size();
        answer.activeMs = answerPause;
        rows << row;
        answers << answer;
    }
    ANTIPHON_TRY(insertPacket(connection, study.id, packet, rows));
    packet.answersHead = QStringLiteral("made");
    packet.collectedAt = now();
    return replaceAnswers(connection, packet, answers, {});
}

} // namespace

Result<Study> fillBulkStudy(const Connection& connection, const Actor& actor, const BulkStudySize& size)
{
    for (int i = 0; i < size.sources; ++i)
        ANTIPHON_TRY(writeSource(connection, actor, i, size.itemsPerSource));
    ANTIPHON_TRY_ASSIGN(const Study draft, createStudy(connection, actor, bulkDefinition(size)));
    ANTIPHON_TRY_ASSIGN(const Study study, freezeStudy(connection, actor, draft));
    ANTIPHON_TRY_ASSIGN(const QList<StudyItem> items, studyItems(connection, study.id));
    ANTIPHON_TRY_ASSIGN(const QList<Condition> keyed, conditions(connection, study.id));
    QHash<SourceId, int> places;
    for (const Condition& condition : keyed)
        places.insert(condition.source, static_cast<int>(places.size()));
    for (int rater = 0; rater < size.raters; ++rater) {
        const auto added =
            EditHistory(connection).record(actor, QStringLiteral("Collect answers"), [&]() -> Result<void> {
                return addRater(connection, study, items, places, rater);
            });
        ANTIPHON_TRY(added);
    }
    return study;
}

} // namespace antiphon::test
