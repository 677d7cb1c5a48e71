#include "core/base/jsontext.h"
#include "tests/support/resultassertions.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace antiphon;

TEST(JsonText, WritesWhatQtReads)
{
    const QString text = QStringLiteral("a \"b\" \\ \n\t\x01 é 𝄞");
    QByteArray json("[");
    appendJsonString(json, text);
    json.append(',');
    appendJsonNumber(json, qint64(-12));
    json.append(',');
    appendJsonNumber(json, 92.198);
    json.append(']');
    const QJsonArray read = QJsonDocument::fromJson(json).array();
    ASSERT_EQ(read.size(), 3);
    EXPECT_EQ(read[0].toString(), text);
    EXPECT_EQ(read[1].toInteger(), -12);
    EXPECT_EQ(read[2].toDouble(), 92.198);
}
