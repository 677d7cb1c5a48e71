#include "tests/core/rating/writtendesign.h"

#include "core/corpus/corpusstore.h"
#include "core/rating/packettext.h"

#include <gtest/gtest.h>

namespace antiphon::test {

namespace {

QString firstWords(const Connection& connection, DialogueId dialogue)
{
    return plainText(readDialogue(connection, dialogue)->turns.constFirst().text);
}

// The sources of an item's dialogues in the order of the file.
QList<SourceId> asWritten(const Connection& connection, const StudyItem& item, const PacketItem& written)
{
    QList<ItemDialogue> open = dialoguesOf(item);
    QList<SourceId> shown;
    for (const QList<PacketTurn>& dialogue : written.dialogues) {
        for (qsizetype i = 0; i < open.size(); ++i) {
            if (firstWords(connection, open.at(i).dialogue) != dialogue.constFirst().text)
                continue;
            shown << open.takeAt(i).source;
            break;
        }
    }
    EXPECT_EQ(shown.size(), written.dialogues.size()) << "a dialogue that is not the item's";
    return shown;
}

} // namespace

std::map<QString, QList<WrittenItem>> writtenDesign(const RatingProject& project, const Study& study,
                                                    const QStringList& paths)
{
    const Connection& connection = project.connection();
    QHash<ItemId, StudyItem> items;
    const auto stored = studyItems(connection, study.id).value();
    for (const StudyItem& item : stored)
        items.insert(item.id, item);
    std::map<QString, QList<WrittenItem>> written;
    for (const QString& path : paths) {
        const Packet packet = readPacket(path).value();
        QHash<PublicItemId, ItemId> itemOf;
        const auto rows = packetItems(connection, packet.id).value();
        for (const PacketItemRow& row : rows)
            itemOf.insert(row.publicId, row.item);
        for (const PublicItemId& id : packet.order) {
            const StudyItem item = items.value(itemOf.value(id));
            for (const PacketItem& one : packet.items) {
                if (one.id == id && !item.id.isNull())
                    written[packet.rater]
                        << WrittenItem{item.id, item.kind, asWritten(connection, item, one)};
            }
        }
    }
    return written;
}

} // namespace antiphon::test
