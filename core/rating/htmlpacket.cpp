#include "core/rating/htmlpacket.h"

#include <QCryptographicHash>
#include <QFile>

namespace antiphon {

namespace {

constexpr QByteArrayView firstBytes = "<!doctype html>\n<html lang=\"en\">\n";
constexpr QByteArrayView dataTag = "<script type=\"application/json\" id=\"packet\">";
constexpr QByteArrayView endTag = "</script>";

QByteArray part(const QString& name)
{
    QFile file(QStringLiteral(":/antiphon/html/") + name);
    const bool opened = file.open(QIODevice::ReadOnly);
    Q_ASSERT_X(opened, "htmlPacket", qPrintable(name));
    return opened ? file.readAll() : QByteArray();
}

QByteArray joinedParts(const QStringList& names)
{
    QByteArray all;
    for (const QString& name : names)
        all += part(name);
    return all;
}

// As the policy names a script or a style that may run.
QByteArray policyHash(const QByteArray& content)
{
    return "sha256-" + QCryptographicHash::hash(content, QCryptographicHash::Sha256).toBase64();
}

struct Shell
{
    QByteArray before; // the packet
    QByteArray after;
};

Shell makeShell()
{
    const QByteArray style = joinedParts({QStringLiteral("page.css"), QStringLiteral("rating.css")});
    const QByteArray script =
        "\n(function () {\n\"use strict\";\n\n" +
        joinedParts({QStringLiteral("digest.js"), QStringLiteral("activetime.js"),
                     QStringLiteral("packet.js"), QStringLiteral("log.js"), QStringLiteral("pass.js"),
                     QStringLiteral("element.js"), QStringLiteral("saving.js"), QStringLiteral("dialogue.js"),
                     QStringLiteral("pages.js"), QStringLiteral("notes.js"), QStringLiteral("rating.js"),
                     QStringLiteral("keys.js"), QStringLiteral("main.js")}) +
        "}());\n";
    QByteArray page = part(QStringLiteral("page.html"));
    page.replace("{{style-hash}}", policyHash(style));
    page.replace("{{script-hash}}", policyHash(script));
    page.replace("{{style}}", style);
    page.replace("{{script}}", script);
    const QByteArrayView place = "{{packet}}";
    const qsizetype at = page.indexOf(place);
    return {page.left(at), page.mid(at + place.size())};
}

const Shell& shell()
{
    static const Shell made = makeShell();
    return made;
}

// What would end the data's element, or a line of a script, is written as JSON's own escape. Such characters
// stand within strings only.
QByteArray escaped(QByteArray json)
{
    json.replace("<", "\\u003c");
    json.replace("\xe2\x80\xa8", "\\u2028");
    json.replace("\xe2\x80\xa9", "\\u2029");
    return json;
}

// Goes by pairs of a backslash and what follows it: "\\u003c" within a text is none of ours.
QByteArray unescaped(const QByteArray& data)
{
    QByteArray json;
    json.reserve(data.size());
    for (qsizetype i = 0; i < data.size(); ++i) {
        const QByteArrayView ahead = QByteArrayView(data).sliced(i);
        if (data[i] != '\\') {
            json += data[i];
        } else if (ahead.startsWith("\\u003c") || ahead.startsWith("\\u2028") ||
                   ahead.startsWith("\\u2029")) {
            json += ahead[5] == 'c' ? "<" : ahead[5] == '8' ? "\xe2\x80\xa8" : "\xe2\x80\xa9";
            i += 5;
        } else {
            json += data.mid(i, 2);
            ++i;
        }
    }
    return json;
}

} // namespace

bool isHtmlPacket(const QByteArray& bytes)
{
    return bytes.startsWith(firstBytes);
}

QByteArray htmlPacket(const QByteArray& packet)
{
    return shell().before + escaped(packet) + shell().after;
}

Result<QByteArray> packetInHtml(const QByteArray& html, const QString& name)
{
    const qsizetype tag = html.indexOf(dataTag);
    const qsizetype end = tag < 0 ? -1 : html.indexOf(endTag, tag);
    if (!isHtmlPacket(html) || end < 0)
        return fail(ErrorCode::WrongFormat, name, QStringLiteral("it is no rating packet"));
    const qsizetype begin = tag + dataTag.size();
    const QByteArray packet = unescaped(html.mid(begin, end - begin));
    if (htmlPacket(packet) != html)
        return fail(ErrorCode::Tampered, name,
                    QStringLiteral("the page around its packet is not the one that this version writes"));
    return packet;
}

} // namespace antiphon
