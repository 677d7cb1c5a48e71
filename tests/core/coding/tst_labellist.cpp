#include "core/base/random.h"
#include "core/coding/labellist.h"
#include "tests/support/resultassertions.h"

using namespace antiphon;

TEST(LabelList, ReadsPythonAndJson)
{
    const QStringList two{QStringLiteral("genre"), QStringLiteral("year")};
    for (const char16_t* text : {u"['genre', 'year']", u"[\"genre\",\"year\"]", u" ( 'genre' , \"year\" , ) ",
                                 u"['genre','year','genre','']"})
        EXPECT_EQ(parseLabelList(QString::fromUtf16(text)), two);
    EXPECT_EQ(parseLabelList(u"[]"), QStringList());
    EXPECT_EQ(parseLabelList(u"  "), QStringList());
    EXPECT_EQ(parseLabelList(u"['it\\'s \\u00e9\\x41\\U0001f3b5']"),
              QStringList{QString::fromUtf8("it's \u00e9A\U0001F3B5")});
}

TEST(LabelList, RefusesAnythingElse)
{
    for (const char16_t* text : {u"genre", u"['genre'", u"['genre' 'year']", u"['a'] x", u"[a]", u"['a\\q']",
                                 u"['a)", u"[", u"['\\u00']", u"None", u"['a',,'b']"})
        EXPECT_FALSE(parseLabelList(QString::fromUtf16(text))) << QString::fromUtf16(text).toStdString();
}

TEST(LabelList, NeverFailsOnRandomText)
{
    Random random(11);
    const QString alphabet = QStringLiteral("[]()'\",\\ xu01aé");
    for (int round = 0; round < 20000; ++round) {
        QString text;
        for (quint64 k = random.below(12); k > 0; --k)
            text += alphabet[static_cast<qsizetype>(random.below(static_cast<quint64>(alphabet.size())))];
        if (const auto labels = parseLabelList(text)) {
            EXPECT_FALSE(labels->contains(QString()));
            EXPECT_EQ(QSet<QString>(labels->begin(), labels->end()).size(), labels->size());
        }
    }
}
