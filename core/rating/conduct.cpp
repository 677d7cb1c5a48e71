#include "core/rating/conduct.h"

#include "core/base/random.h"
#include "core/corpus/corpusstore.h"
#include "core/rating/designstore.h"
#include "core/rating/drawfacts.h"
#include "core/rating/itemdrawing.h"
#include "core/rating/studychecks.h"
#include "core/rating/studylogstore.h"
#include "core/rating/studyseal.h"
#include "core/rating/tabledigests.h"
#include "core/rating/unblinding.h"

#include <QJsonDocument>

namespace antiphon {

namespace {

QString quoted(const Study& study)
{
    return QStringLiteral("the study %1").arg(study.definition.name);
}

Result<QList<Source>> sourcesOf(const Connection& connection, const StudyDefinition& definition)
{
    QList<Source> sources;
    for (const QString& name : definition.sources) {
        ANTIPHON_TRY_ASSIGN(const auto source, sourceByName(connection, name));
        if (!source)
            return fail(ErrorCode::NotFound, QStringLiteral("the source %1").arg(name),
                        QStringLiteral("the project has no dialogues of that name"));
        sources << *source;
    }
    return sources;
}

QList<Condition> drawLetters(const QList<Source>& sources, quint64 seed)
{
    std::vector<char16_t> letters;
    for (qsizetype i = 0; i < sources.size(); ++i)
        letters.push_back(static_cast<char16_t>(u'A' + i));
    Random(seed).shuffle(letters);
    QList<Condition> conditions;
    for (qsizetype i = 0; i < sources.size(); ++i)
        conditions << Condition{sources[i].id, sources[i].name,
                                QString(QChar(letters[static_cast<std::size_t>(i)]))};
    return conditions;
}

// Titles are shown only where nobody can tell a source by the titles it lacks.
constexpr double enoughTitles = 0.95;

struct TitleShares
{
    QJsonObject bySource; // letter: share
    TrackForm form = TrackForm::Titles;
};

Result<TitleShares> titleShares(const Connection& connection, const QList<StudyItem>& items,
                                const QList<Condition>& conditions)
{
    QHash<SourceId, QList<DialogueId>> drawn;
    for (const StudyItem& item : items) {
        const QList<ItemDialogue> dialogues = dialoguesOf(item);
        for (const ItemDialogue& one : dialogues)
            drawn[one.source] << one.dialogue;
    }
    TitleShares shares;
    for (qsizetype i = 0; i < conditions.size(); ++i) {
        double sum = 0.0;
        const QList<DialogueId> own = drawn.value(conditions[i].source);
        for (const DialogueId id : own) {
            ANTIPHON_TRY_ASSIGN(const Dialogue dialogue, readDialogue(connection, id));
            ANTIPHON_TRY_ASSIGN(const auto tracks, tracksOf(connection, dialogue));
            sum += knownTitleShare(dialogue, tracks);
        }
        const double share = sum / qMax(1.0, static_cast<double>(own.size()));
        shares.bySource[conditions[i].letter] = share;
        if (share < enoughTitles)
            shares.form = TrackForm::Mark;
    }
    return shares;
}

// The dialogues that are rated alone; none where the study only shows several at once.
Result<Drawn> drawAlone(const StudyDefinition& definition, const QList<QList<Candidate>>& pools)
{
    if (asks(definition, QuestionKind::Dialogue) || asks(definition, QuestionKind::Turn))
        return drawItems(
            pools, definition.sources,
            {definition.itemsPerSource, definition.matching, definition.rules.paired, definition.seed});
    Drawn none;
    none.items.resize(pools.size());
    none.chosen.resize(pools.size());
    return none;
}

QString unblindedField()
{
    return QStringLiteral("unblinded");
}

QJsonObject saltFacts()
{
    return {{QStringLiteral("salt"), drawTableSalt()}};
}

// The digest does not depend on the order in which items are stored.
QString sealOf(const Study& study, const QList<StudyItem>& items)
{
    QStringList lines;
    for (const StudyItem& item : items) {
        QStringList parts;
        const QList<ItemDialogue> dialogues = dialoguesOf(item);
        for (const ItemDialogue& one : dialogues)
            parts << one.source.toText() + QLatin1Char(' ') + one.dialogue.toText();
        parts.sort(); // their places follow the letters, which sealing draws anew
        lines << parts.join(QLatin1Char(' '));
    }
    lines.sort();
    QJsonObject frozen = study.frozen;
    frozen.remove(unblindedField());
    return digestOf(QJsonDocument(definitionJson(study.definition)).toJson(QJsonDocument::Compact) +
                    QJsonDocument(frozen).toJson(QJsonDocument::Compact) +
                    lines.join(QLatin1Char('\n')).toUtf8());
}

} // namespace

Result<Study> createStudy(const Connection& connection, const Actor& actor, const StudyDefinition& definition)
{
    ANTIPHON_TRY(checkDefinition(definition));
    ANTIPHON_TRY(sourcesOf(connection, definition));
    ANTIPHON_TRY_ASSIGN(const QList<Study> existing, studies(connection));
    for (const Study& other : existing) {
        if (other.definition.name == definition.name)
            return fail(ErrorCode::AlreadyExists, quoted(other));
    }
    Study study;
    study.id = StudyId::create();
    study.definition = definition;
    study.createdAt = now();
    study.frozen = saltFacts();
    const Result<void> recorded =
        EditHistory(connection)
            .record(actor, QStringLiteral("Create study %1").arg(definition.name), [&]() -> Result<void> {
                ANTIPHON_TRY(insertStudy(connection, study));
                QJsonObject facts{{QStringLiteral("name"), definition.name}};
                ANTIPHON_TRY(addTables(facts, connection, study, {QStringLiteral("study")}));
                return appendToLog(connection, study.id, actor, LogAct::Create, facts)
                    .map([](const LogEntry&) {});
            });
    ANTIPHON_TRY(recorded);
    return study;
}

Result<Study> freezeStudy(const Connection& connection, const Actor& actor, const Study& study)
{
    if (study.state != StudyState::Draft)
        return fail(ErrorCode::NotPossible, QStringLiteral("freezing %1").arg(quoted(study)),
                    QStringLiteral("it is frozen already"));
    const StudyDefinition& definition = study.definition;
    ANTIPHON_TRY_ASSIGN(const QList<Source> sources, sourcesOf(connection, definition));
    QList<QList<Candidate>> pools;
    for (const Source& source : sources) {
        ANTIPHON_TRY_ASSIGN(const auto pool,
                            measuredCandidates(connection, source.id, definition.rules.stratum));
        pools << pool;
    }
    ANTIPHON_TRY_ASSIGN(const Drawn drawn, drawAlone(definition, pools));
    const QList<Condition> conditions = drawLetters(sources, definition.seed);
    QList<StudyItem> items;
    for (qsizetype i = 0; i < sources.size(); ++i) {
        for (const DialogueId dialogue : drawn.items[i])
            items << StudyItem{ItemId::createOpaque(), sources[i].id, dialogue};
    }
    const QList<StudyItem> alone = items;
    ANTIPHON_TRY_ASSIGN(const DrawnAtOnce atOnce, drawItemsAtOnce(definition, conditions, pools, alone));
    items << atOnce.items;
    ANTIPHON_TRY_ASSIGN(const TitleShares shares, titleShares(connection, items, conditions));
    QList<SourceId> sourceIds;
    for (const Source& source : sources)
        sourceIds << source.id;
    ANTIPHON_TRY_ASSIGN(const QList<RoleItem> checks,
                        drawChecks(connection, definition, pools, sourceIds, items));
    Study frozen = study;
    if (definition.tracks == TrackForm::Automatic)
        frozen.definition.tracks = shares.form;
    const DrawnTracks tracks = drawnTracks(drawn, frozen.definition, alone);
    if (tableSalt(study).isEmpty())
        frozen.frozen = saltFacts();
    frozen.frozen[QStringLiteral("band_width")] = drawn.bandWidth;
    frozen.frozen[QStringLiteral("length_difference")] = drawn.lengthDifference;
    frozen.frozen[QStringLiteral("gaps")] = gapsJson(drawn.gaps, tracks.gap);
    frozen.frozen[QStringLiteral("known_titles")] = shares.bySource;
    if (!atOnce.matched.isEmpty())
        frozen.frozen[QStringLiteral("matched")] = atOnce.matched;
    frozen.state = StudyState::Frozen;
    frozen.frozenAt = now();
    frozen.digest = sealOf(frozen, items);
    const Result<void> recorded =
        EditHistory(connection)
            .record(actor, QStringLiteral("Freeze study %1").arg(definition.name), [&]() -> Result<void> {
                ANTIPHON_TRY(updateStudy(connection, frozen));
                ANTIPHON_TRY(insertConditions(connection, frozen.id, conditions));
                ANTIPHON_TRY(insertItems(connection, frozen.id, items));
                ANTIPHON_TRY(insertLimits(connection, tracks.limits));
                ANTIPHON_TRY(insertChecks(connection, frozen.id, checks));
                ANTIPHON_TRY(checkExplanations(connection, frozen));
                QJsonObject facts{{QStringLiteral("digest"), frozen.digest},
                                  {QStringLiteral("items"), items.size()}};
                ANTIPHON_TRY(addTables(facts, connection, frozen, keyTables()));
                return appendToLog(connection, frozen.id, actor, LogAct::Freeze, facts)
                    .map([](const LogEntry&) {});
            });
    ANTIPHON_TRY(recorded);
    return frozen;
}

Result<bool> isSealIntact(const Connection& connection, const Study& study)
{
    ANTIPHON_TRY_ASSIGN(const QList<StudyItem> items, studyItems(connection, study.id));
    ANTIPHON_TRY_ASSIGN(const auto seal, sealOfStudy(connection, study.id));
    if (!seal || seal->isOpen())
        return study.digest == sealOf(study, items);
    ANTIPHON_TRY_ASSIGN(const QList<Condition> coded, conditions(connection, study.id));
    return seal->blindDigest == blindDigest(study, items, coded);
}

} // namespace antiphon
