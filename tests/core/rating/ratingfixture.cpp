#include "tests/core/rating/ratingfixture.h"

#include "core/corpus/corpusstore.h"
#include "core/corpus/sourcestore.h"
#include "core/corpus/sourcewriter.h"
#include "core/rating/scripted.h"

namespace antiphon::test {

namespace {

template<typename T>
T must(Result<T> result)
{
    if (!result)
        qFatal("%s", qPrintable(errorSentence(result.error())));
    if constexpr (!std::is_void_v<T>)
        return std::move(*result);
}

// Human-like: curly quotes, doubled blanks, many tracks with likes. Machine-like: plain, ten tracks.
Dialogue dialogueOf(bool human, int number)
{
    Dialogue dialogue;
    dialogue.externalId = human ? QStringLiteral("hum%1c77aa").arg(number, 4, 16, QLatin1Char('0'))
                                : QStringLiteral("nw-plan-%1").arg(number);
    for (int i = 0; i < 4 + number % 3 * 2; ++i) {
        Turn turn;
        turn.role = i % 2 == 0 ? Role::User : Role::System;
        turn.text = human ? QStringLiteral("It\u2019s  turn %1 \u2013 of   song %2\u2026 ").arg(i).arg(number)
                          : QStringLiteral("Here is turn %1 about tune %2.").arg(i).arg(number);
        for (int track = 0; turn.role == Role::System && track < (human ? 23 : 10); ++track)
            turn.tracks << TrackReference{QStringLiteral("t%1").arg(track),
                                          human && track == 3 ? Verdict::Liked : Verdict::Shown};
        dialogue.turns << turn;
    }
    return dialogue;
}

void writeSource(const TemporaryProject& project, const Actor& actor, const QString& name, bool human,
                 int dialogues)
{
    Source source;
    source.name = name;
    source.kind = human ? SourceKind::Corpus : SourceKind::Run;
    source.format = human ? QStringLiteral("cpcd") : QStringLiteral("run");
    source.origin = human ? QStringLiteral("humans-of-march.jsonl") : QString();
    SourceWriter writer = must(SourceWriter::begin(project.connection(), source));
    QList<SourceTrack> tracks;
    for (int i = 0; i < 30; ++i)
        tracks << SourceTrack{QStringLiteral("t%1").arg(i),
                              QStringLiteral("Title %1").arg(i),
                              QStringLiteral("Artist %1").arg(i),
                              {}};
    must(writer.addTracks(tracks));
    for (int i = 0; i < dialogues; ++i)
        must(writer.add(dialogueOf(human, i), i));
    const Source finished = must(writer.finish());
    must(EditHistory(project.connection()).record(actor, QStringLiteral("Import"), [&] {
        return setSourceState(project.connection(), finished.id, SourceState::Ready);
    }));
}

} // namespace

RatingProject::RatingProject(int dialogues, int sources)
    : m_sources{QStringLiteral("evening-humans"), QStringLiteral("night-writer")}
{
    for (int source = 3; source <= sources; ++source)
        m_sources << QStringLiteral("writer-%1").arg(source);
    for (const QString& name : std::as_const(m_sources))
        writeSource(*this, actor, name, name == m_sources.constFirst(), dialogues);
}

void RatingProject::addSource(const QString& name, int dialogues)
{
    writeSource(*this, actor, name, false, dialogues);
}

StudyDefinition RatingProject::definition() const
{
    StudyDefinition definition;
    definition.name = QStringLiteral("spring");
    definition.sources = m_sources;
    definition.itemsPerSource = 6;
    definition.raters = numberedRaters(3);
    definition.seed = 11;
    return definition;
}

Study RatingProject::frozenStudy(const StudyDefinition& definition)
{
    return must(freezeStudy(connection(), actor, must(createStudy(connection(), actor, definition))));
}

QStringList RatingProject::makePacketsOf(const Study& study)
{
    QStringList paths;
    for (const MadePacket& packet : must(makePackets(connection(), actor, study, folder())).packets)
        paths << packet.path;
    return paths;
}

QString RatingProject::answer(const QString& packetPath, quint64 seed, qint64 limit)
{
    const Packet packet = must(readPacket(packetPath));
    QString path = packetPath;
    path.replace(QLatin1String(packetSuffix), QLatin1String(answersSuffix));
    RaterPass pass(packet, must(AnswerLog::open(packet, path)));
    must(answerBySeed(pass, seed, 1'700'000'000'000, limit));
    return path;
}

StudyDefinition definitionWithPractice(RatingProject& project)
{
    const QString source = QStringLiteral("first-steps");
    project.addSource(source, 6);
    StudyDefinition definition = project.definition();
    KnownAnswers first;
    first.expected = {{QStringLiteral("consistency"), {4}}, {QStringLiteral("relevance"), {2, 3}}};
    first.tolerance = 1;
    first.why = QStringLiteral("The wish is met, but late.");
    first.reasons = {{QStringLiteral("relevance"), QStringLiteral("Two replies ignore the wish.")}};
    KnownAnswers second;
    second.expected = {{QStringLiteral("naturalness"), {5}}};
    KnownAnswers gold;
    gold.expected = {{QStringLiteral("relevance"), {1}}};
    definition.rules.training = {{source, QStringLiteral("nw-plan-4"), first},
                                 {source, QStringLiteral("nw-plan-1"), second}};
    definition.rules.gold = {{source, QStringLiteral("nw-plan-3"), gold}};
    definition.rules.exclusions.qualification = 0.7;
    return definition;
}

QByteArray smallPacketKey()
{
    return QByteArray(32, 'k');
}

Packet practicePacket(int practice, int items)
{
    Packet packet = smallPacket(practice + items);
    KnownAnswers known;
    known.expected = {{packet.criteria[0].key, {4}}, {packet.criteria[1].key, {2, 3}}};
    known.tolerance = 1;
    known.why = QStringLiteral("The wish is met, but late.");
    known.reasons = {{packet.criteria[1].key, QStringLiteral("One reply ignores the wish.")}};
    for (PacketItem& item : packet.items) {
        if (packet.order.indexOf(item.id) < practice)
            item.practice = known;
    }
    return packetFromBytes(packetBytes(packet), QStringLiteral("practice")).value();
}

Packet smallPacket(int items)
{
    Packet packet;
    packet.id = PacketId::createOpaque();
    packet.rater = QStringLiteral("rater-1");
    packet.criteria = presetCriteria();
    packet.answerKey = smallPacketKey();
    for (int i = 0; i < items; ++i) {
        PacketItem item;
        item.id = PublicItemId::createOpaque();
        item.dialogues.emplaceBack()
            << PacketTurn{Role::User, QStringLiteral("A wish, number %1").arg(i), false, {}}
            << PacketTurn{Role::System, QStringLiteral("A reply"), true, {QStringLiteral("Title - Artist")}};
        packet.items << item;
        packet.order << item.id;
    }
    return packetFromBytes(packetBytes(packet), QStringLiteral("small")).value();
}

} // namespace antiphon::test
