#include "core/base/linereader.h"
#include "core/rating/conduct.h"
#include "core/rating/htmlpacket.h"
#include "core/rating/linter.h"
#include "core/rating/order.h"
#include "core/rating/packetcontent.h"
#include "core/rating/questions.h"
#include "core/rating/studylogstore.h"
#include "core/rating/studyseal.h"
#include "core/rating/wording.h"

#include <QDir>
#include <QFile>
#include <QHash>
#include <QJsonArray>
#include <QRandomGenerator>

#include <array>

namespace antiphon {

namespace {

// A packet as it stands in the project: ids and order.
struct PacketPlan
{
    PacketRow row;
    QList<PacketItemRow> items;
    bool isNew = false;
};

QList<PacketItemRow> drawOrder(const QList<StudyItem>& items, const QList<Condition>& conditions,
                               quint64 seed, quint64 rater)
{
    Random random = Random::forKey(seed, rater);
    std::vector<std::vector<ItemId>> byCondition;
    for (const Condition& condition : conditions) {
        auto& own = byCondition.emplace_back();
        for (const StudyItem& item : items) {
            if (item.source == condition.source)
                own.push_back(item.id);
        }
        random.shuffle(own);
    }
    const auto blocks = static_cast<int>(byCondition.front().size());
    QList<PacketItemRow> rows;
    for (const int condition : balancedOrder(static_cast<int>(conditions.size()), blocks, random)) {
        auto& own = byCondition[static_cast<std::size_t>(condition)];
        rows << PacketItemRow{PublicItemId::createOpaque(), own.back(), static_cast<int>(rows.size())};
        own.pop_back();
    }
    return rows;
}

QByteArray drawAnswerKey()
{
    std::array<quint32, 8> words{};
    QRandomGenerator::system()->fillRange(words.data(), static_cast<qsizetype>(words.size()));
    return QByteArray(reinterpret_cast<const char*>(words.data()), sizeof(words));
}

// Which item is which dialogue: from the project, or from the key where it was sealed.
struct KeyRows
{
    QList<Condition> conditions;
    QList<StudyItem> items;
};

Result<KeyRows> keyRows(const Connection& connection, const Study& study, const StudyKey* key)
{
    ANTIPHON_TRY_ASSIGN(const bool away, isKeyAway(connection, study.id));
    if (!away) {
        KeyRows rows;
        ANTIPHON_TRY_ASSIGN(rows.conditions, conditions(connection, study.id));
        ANTIPHON_TRY_ASSIGN(rows.items, studyItems(connection, study.id));
        return rows;
    }
    if (!key)
        return fail(ErrorCode::NotPossible,
                    QStringLiteral("making packets of the study %1").arg(study.definition.name),
                    QStringLiteral("its key is sealed: the key file and its passphrase are needed"));
    ANTIPHON_TRY(checkKey(connection, study, *key));
    return KeyRows{key->conditions, key->items};
}

Result<QList<PacketPlan>> planPackets(const Connection& connection, const Study& study, const KeyRows& rows)
{
    ANTIPHON_TRY_ASSIGN(const QList<PacketRow> existing, packets(connection, study.id));
    QList<PacketPlan> plans;
    for (const PacketRow& row : existing) {
        ANTIPHON_TRY_ASSIGN(const auto own, packetItems(connection, row.id));
        plans << PacketPlan{row, own, false};
    }
    if (!plans.isEmpty())
        return plans;
    // Not by the study's seed: who knows that could tell from the place of an item what it is.
    const quint64 secret = QRandomGenerator::system()->generate64();
    for (qsizetype rater = 0; rater < study.definition.raters.size(); ++rater) {
        PacketPlan plan;
        plan.row = {PacketId::createOpaque(), study.definition.raters[rater], {}, now(), {}, 0,
                    drawAnswerKey()};
        plan.items = drawOrder(rows.items, rows.conditions, secret, static_cast<quint64>(rater) + 1);
        plan.isNew = true;
        plans << plan;
    }
    return plans;
}

// Keeps which turns the rater is asked about.
void noteTurns(PacketPlan& plan, const Packet& content)
{
    QHash<PublicItemId, QList<int>> turns;
    for (const PacketItem& item : content.items) {
        const QList<Question> questions = questionsOf(content, item);
        for (const Question& question : questions) {
            QList<int>& own = turns[item.id];
            if (item.kind == QuestionKind::Dialogue && question.part > 0 && !own.contains(question.part))
                own << question.part;
        }
    }
    for (PacketItemRow& row : plan.items)
        row.turns = turns.value(row.publicId);
}

int maskedIn(const PacketPlan& plan, const QHash<ItemId, StudyItem>& items, const Wording& wording)
{
    int masked = 0;
    for (const PacketItemRow& row : plan.items) {
        const QList<ItemDialogue> dialogues = dialoguesOf(items.value(row.item));
        for (const ItemDialogue& one : dialogues)
            masked += wording.masked.value(one.dialogue);
    }
    return masked;
}

QString fileNameOf(const QString& rater, PacketForm form)
{
    QString name;
    for (const QChar c : rater)
        name += c.isLetterOrNumber() || c == QLatin1Char('-') || c == QLatin1Char('_') ? c : QLatin1Char('-');
    return name + QLatin1String(form == PacketForm::Html ? htmlPacketSuffix : packetSuffix);
}

Result<void> checkPacket(const QByteArray& bytes, const PacketPlan& plan, const PacketSecrets& secrets)
{
    const auto refuse = [&](const QString& why) {
        return fail(ErrorCode::NotPossible, QStringLiteral("a packet for %1").arg(plan.row.rater), why);
    };
    if (const auto findings = lintPacket(bytes, secrets); !findings.isEmpty())
        return refuse(QStringLiteral("%1: %2").arg(findings.first().rule, findings.first().what));
    if (!plan.isNew && digestOf(bytes) != plan.row.digest)
        return refuse(QStringLiteral("its dialogues are not what they were when it was made first"));
    return {};
}

// Once for the packets that are new.
Result<void> logPackets(const Connection& connection, const Actor& actor, const Study& study,
                        const QList<PacketPlan>& plans)
{
    QJsonArray made;
    for (const PacketPlan& plan : plans) {
        if (plan.isNew)
            made << QJsonObject{{QStringLiteral("rater"), plan.row.rater},
                                {QStringLiteral("packet"), plan.row.id.toText()},
                                {QStringLiteral("digest"), plan.row.digest}};
    }
    if (made.isEmpty())
        return {};
    return appendToLog(connection, study.id, actor, LogAct::Packets, {{QStringLiteral("packets"), made}})
        .map([](const LogEntry&) {});
}

struct WrittenFiles
{
    QStringList paths;
    bool keep = false;
    ~WrittenFiles()
    {
        for (const QString& path : keep ? QStringList() : paths)
            QFile::remove(path);
    }
};

} // namespace

Result<MadePackets> makePackets(const Connection& connection, const Actor& actor, const Study& study,
                                const QString& folder, const ProgressSink& progress, PacketForm form,
                                const StudyKey* key)
{
    if (study.state != StudyState::Frozen)
        return fail(ErrorCode::NotPossible,
                    QStringLiteral("making packets of the study %1").arg(study.definition.name),
                    QStringLiteral("it must be frozen first"));
    ANTIPHON_TRY_ASSIGN(const KeyRows rows, keyRows(connection, study, key));
    ANTIPHON_TRY_ASSIGN(QList<PacketPlan> plans, planPackets(connection, study, rows));
    ANTIPHON_TRY_ASSIGN(const PacketSecrets secrets, packetSecrets(connection, study.id));
    ANTIPHON_TRY_ASSIGN(const Wording wording, wordItems(connection, study, rows.items, secrets));
    if (!QDir().mkpath(folder))
        return fail(ErrorCode::PermissionDenied, folder);
    QHash<ItemId, StudyItem> byId;
    for (const StudyItem& item : rows.items)
        byId.insert(item.id, item);
    MadePackets made;
    made.maskedWords = wording.maskedWords;
    WrittenFiles written;
    for (PacketPlan& plan : plans) {
        const Packet content = packetContent(study, plan.row, plan.items, rows.items, wording);
        const QByteArray bytes = packetBytes(content);
        plan.row.questions = questionCount(content);
        noteTurns(plan, content);
        ANTIPHON_TRY(checkPacket(bytes, plan, secrets));
        const QByteArray file = form == PacketForm::Html ? htmlPacket(bytes) : bytes;
        plan.row.digest = digestOf(bytes);
        MadePacket packet{plan.row.rater, QDir(folder).filePath(fileNameOf(plan.row.rater, form)),
                          plan.items.size(), maskedIn(plan, byId, wording)};
        if (QFile::exists(packet.path)) {
            // Never over a packet of another study that may be in a rater's hands.
            if (readWholeFile(packet.path).value_or(QByteArray()) != file)
                return fail(ErrorCode::AlreadyExists, packet.path);
        } else {
            ANTIPHON_TRY(writeWholeFile(packet.path, file));
            written.paths << packet.path;
        }
        made.packets << packet;
        report(progress, made.packets.size(), plans.size(), QStringLiteral("packets"));
    }
    const Result<void> recorded =
        EditHistory(connection)
            .record(actor, QStringLiteral("Make packets of study %1").arg(study.definition.name),
                    [&]() -> Result<void> {
                        for (const PacketPlan& plan : plans) {
                            if (plan.isNew)
                                ANTIPHON_TRY(insertPacket(connection, study.id, plan.row, plan.items));
                        }
                        return logPackets(connection, actor, study, plans);
                    });
    ANTIPHON_TRY(recorded);
    written.keep = true;
    return made;
}

} // namespace antiphon
