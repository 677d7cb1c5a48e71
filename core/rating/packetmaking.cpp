#include "core/base/linereader.h"
#include "core/rating/conduct.h"
#include "core/rating/htmlpacket.h"
#include "core/rating/linter.h"
#include "core/rating/packetcontent.h"
#include "core/rating/questions.h"
#include "core/rating/studychecks.h"
#include "core/rating/studydesign.h"
#include "core/rating/studylogstore.h"
#include "core/rating/studyseal.h"
#include "core/rating/tabledigests.h"
#include "core/rating/wording.h"

#include <QDir>
#include <QFile>
#include <QHash>
#include <QJsonArray>
#include <QRandomGenerator>
#include <QSet>

#include <algorithm>
#include <array>

namespace antiphon {

namespace {

// A packet as it stands in the project: ids and order.
struct PacketPlan
{
    PacketRow row;
    QList<PacketItemRow> items;
    PacketDesign design;
    bool isNew = false;
};

QByteArray drawAnswerKey()
{
    std::array<quint32, 8> words{};
    QRandomGenerator::system()->fillRange(words.data(), static_cast<qsizetype>(words.size()));
    return QByteArray(reinterpret_cast<const char*>(words.data()), sizeof(words));
}

// Practice comes first.
QList<ItemId> practiceFirst(const QList<ItemId>& order, const QList<RoleItem>& checks)
{
    QSet<ItemId> practice;
    for (const RoleItem& check : checks) {
        if (check.role == ItemRole::Training)
            practice.insert(check.item.id);
    }
    QList<ItemId> sorted = order;
    std::stable_partition(sorted.begin(), sorted.end(),
                          [&](const ItemId& item) { return practice.contains(item); });
    return sorted;
}

PacketPlan packetPlan(const RaterPlan& rater, const QList<RoleItem>& checks)
{
    PacketPlan plan;
    plan.row = {PacketId::createOpaque(), rater.rater, {}, now(), {}, 0, drawAnswerKey(), rater.criteria};
    plan.design = {plan.row.id, rater.place, rater.criteria, rater.late};
    const QList<ItemId> order = practiceFirst(rater.order, checks);
    for (const ItemId& item : order)
        plan.items << PacketItemRow{PublicItemId::createOpaque(),
                                    item,
                                    static_cast<int>(plan.items.size()),
                                    {},
                                    rater.sides.value(item)};
    plan.isNew = true;
    return plan;
}

// Which item is which dialogue: from the project, or from the key where it was sealed.
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

Result<QList<PacketPlan>> planPackets(const Connection& connection, const Study& study, const KeyRows& rows,
                                      const QList<RoleItem>& checks, const QString& lateRater)
{
    ANTIPHON_TRY_ASSIGN(const QList<PacketRow> existing, packets(connection, study.id));
    ANTIPHON_TRY_ASSIGN(const QList<PacketDesign> designs, packetDesigns(connection, study.id));
    QList<PacketPlan> plans;
    for (const PacketRow& row : existing) {
        ANTIPHON_TRY_ASSIGN(const auto own, packetItems(connection, row.id));
        PacketPlan plan{row, own, {}, false};
        for (const PacketDesign& design : designs) {
            if (design.packet == row.id)
                plan.design = design;
        }
        plans << plan;
    }
    // Not by the study's seed: who knows that could tell from the place of an item what it is.
    const quint64 secret = QRandomGenerator::system()->generate64();
    if (plans.isEmpty()) {
        ANTIPHON_TRY_ASSIGN(const QList<RaterPlan> raters, planRaters(connection, study, rows, secret));
        for (const RaterPlan& rater : raters)
            plans << packetPlan(rater, checks);
    } else if (!lateRater.isEmpty()) {
        ANTIPHON_TRY_ASSIGN(const RaterPlan late, planLateRater(connection, study, rows, secret, lateRater));
        plans << packetPlan(late, checks);
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

// Questions about dialogues that are not rated for their own sake.
qint64 checkQuestions(const PacketPlan& plan, const Packet& content, const QList<RoleItem>& checks)
{
    qint64 count = 0;
    for (const PacketItem& item : content.items) {
        for (const PacketItemRow& row : plan.items) {
            const bool isCheck = row.publicId == item.id &&
                                 std::any_of(checks.begin(), checks.end(), [&](const RoleItem& check) {
                                     return check.item.id == row.item;
                                 });
            count += isCheck ? questionsOf(content, item).size() : 0;
        }
    }
    return count;
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
    QJsonObject facts;
    for (const PacketPlan& plan : plans) {
        if (!plan.isNew)
            continue;
        made << QJsonObject{{QStringLiteral("rater"), plan.row.rater},
                            {QStringLiteral("packet"), plan.row.id.toText()},
                            {QStringLiteral("digest"), plan.row.digest}};
        ANTIPHON_TRY(addPacketTables(facts, connection, study, plan.row.id));
    }
    if (made.isEmpty())
        return {};
    facts[QStringLiteral("packets")] = made;
    return appendToLog(connection, study.id, actor, LogAct::Packets, facts).map([](const LogEntry&) {});
}

void askForAttention(Wording& wording, const QList<RoleItem>& checks)
{
    for (const RoleItem& check : checks) {
        if (check.role == ItemRole::Attention && !check.known.expected.isEmpty())
            addInstruction(wording.turns[check.item.dialogue], check.known.expected.cbegin()->value(0));
    }
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
                                const StudyKey* key, const QString& lateRater)
{
    if (study.state != StudyState::Frozen)
        return fail(ErrorCode::NotPossible,
                    QStringLiteral("making packets of the study %1").arg(study.definition.name),
                    QStringLiteral("it must be frozen first"));
    ANTIPHON_TRY_ASSIGN(const KeyRows rows, keyRows(connection, study, key));
    ANTIPHON_TRY_ASSIGN(const bool away, isKeyAway(connection, study.id));
    ANTIPHON_TRY_ASSIGN(QList<RoleItem> checks, roleItems(connection, study.id));
    ANTIPHON_TRY_ASSIGN(auto limits, trackLimitsOf(connection, study.id));
    if (away) { // keyRows() saw the key
        checks = withKey(checks, *key);
        limits = key->limits;
    }
    QList<StudyItem> items = rows.items;
    for (const RoleItem& check : checks)
        items << check.item;
    ANTIPHON_TRY_ASSIGN(QList<PacketPlan> plans, planPackets(connection, study, rows, checks, lateRater));
    ANTIPHON_TRY_ASSIGN(const PacketSecrets secrets, packetSecrets(connection, study.id));
    ANTIPHON_TRY_ASSIGN(Wording wording, wordItems(connection, study, items, secrets, limits));
    askForAttention(wording, checks);
    if (!QDir().mkpath(folder))
        return fail(ErrorCode::PermissionDenied, folder);
    QHash<ItemId, StudyItem> byId;
    for (const StudyItem& item : std::as_const(items))
        byId.insert(item.id, item);
    MadePackets made;
    made.maskedWords = wording.maskedWords;
    WrittenFiles written;
    for (PacketPlan& plan : plans) {
        const Packet content = packetContent(study, plan.row, plan.items, items, checks, wording);
        const QByteArray bytes = packetBytes(content);
        plan.row.questions =
            questionCount(content) - (checks.isEmpty() ? 0 : checkQuestions(plan, content, checks));
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
                            if (!plan.isNew)
                                continue;
                            ANTIPHON_TRY(insertPacket(connection, study.id, plan.row, plan.items));
                            ANTIPHON_TRY(insertDesign(connection, plan.design));
                        }
                        return logPackets(connection, actor, study, plans);
                    });
    ANTIPHON_TRY(recorded);
    written.keep = true;
    return made;
}

} // namespace antiphon
