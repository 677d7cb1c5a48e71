#include "ui/rating/reportpdf.h"

#include "ui/widgets/documentpdf.h"

#include <QImage>
#include <QPainter>
#include <QRegularExpression>
#include <QSvgRenderer>
#include <QTextDocument>
#include <QUrl>

namespace antiphon {

namespace {

constexpr PrintedText look{18, 9};

// What the page's style does on the screen, in what QTextDocument knows.
constexpr auto printStyle = R"CSS(
h1 { font-size:18pt; font-weight:600; margin-bottom:2px; }
h2 { font-size:13pt; font-weight:600; margin-top:26px; margin-bottom:2px; }
h3 { font-size:9pt; font-weight:600; margin-top:14px; margin-bottom:2px; }
h4 { font-size:11pt; font-weight:600; color:#2B5BA6; margin-top:18px; margin-bottom:2px; }
p { margin-top:4px; margin-bottom:4px; }
.muted { color:#5C5E62; } .small { font-size:8pt; }
.verdict { font-weight:600; } .ok { color:#1E6B3A; } .warn { color:#855800; } .info { color:#2B5BA6; }
td, th { font-size:7.5pt; } th { color:#5C5E62; font-weight:400; }
)CSS";

constexpr auto chartStyle = R"CSS(<style type="text/css">
text { fill:#1B1C1E; font-family:Inter; font-size:13px; }
.muted { fill:#5C5E62; } .mid { text-anchor:middle; font-size:12px; } .on { fill:#FFFFFF; }
.end { text-anchor:end; fill:#5C5E62; }
.s0 { fill:#B4511E; } .s1 { fill:#CC8158; } .s2 { fill:#DFB096; } .s3 { fill:#EDEBE4; } .s4 { fill:#A9C0E0; }
.s5 { fill:#6F97CB; } .s6 { fill:#3B6FB6; } .band { fill:#DBE6F8; } .dot { fill:#1B1C1E; }
.whisker { stroke:#1B1C1E; stroke-width:2; } .thin { stroke:#1B1C1E; stroke-width:1; } .grid { stroke:#DEDEDA; }
.zero { stroke:#5C5E62; stroke-dasharray:3 3; }
</style>)CSS";

constexpr const char* shades[] = {"#B4511E", "#CC8158", "#DFB096", "#EDEBE4",
                                  "#A9C0E0", "#6F97CB", "#3B6FB6"};

// A document lays lengths of HTML out at 96 to an inch.
int htmlPixels(int dots)
{
    return dots * 96 / pdfDotsPerInch;
}

QImage pictureOf(QString chart, int width)
{
    const qsizetype end = chart.indexOf(QLatin1Char('>')) + 1;
    chart.insert(end, QLatin1String(chartStyle));
    chart.insert(4, QStringLiteral(" xmlns=\"http://www.w3.org/2000/svg\""));
    QSvgRenderer renderer(chart.toUtf8());
    const QSizeF size = renderer.viewBoxF().size();
    if (size.isEmpty())
        return {};
    QImage picture(width, qRound(width * size.height() / size.width()), QImage::Format_RGB32);
    picture.fill(Qt::white);
    QPainter painter(&picture);
    renderer.render(&painter);
    return picture;
}

// Puts a picture of each chart where it stands.
void placeCharts(QString& page, QTextDocument& document, int width)
{
    int number = 0;
    for (qsizetype begin = page.indexOf(QLatin1String("<svg")); begin >= 0;
         begin = page.indexOf(QLatin1String("<svg"), begin)) {
        const qsizetype end = page.indexOf(QLatin1String("</svg>"), begin) + 6;
        const QString name = QStringLiteral("chart:%1").arg(number++);
        const QImage picture = pictureOf(page.mid(begin, end - begin), width);
        document.addResource(QTextDocument::ImageResource, QUrl(name), picture);
        const QString image = QStringLiteral("<p><img src=\"%1\" width=\"%2\" height=\"%3\"/></p>")
                                  .arg(name)
                                  .arg(htmlPixels(picture.width()))
                                  .arg(htmlPixels(picture.height()));
        page.replace(begin, end - begin, image);
        begin += image.size();
    }
}

// What QTextDocument does not know is said in what it does.
QString forPrint(QString page)
{
    static const QRegularExpression style(QStringLiteral("<style>.*?</style>"),
                                          QRegularExpression::DotMatchesEverythingOption);
    page.remove(style);
    for (std::size_t shade = 0; shade < std::size(shades); ++shade)
        page.replace(QStringLiteral("<i style=\"background:var(--s%1)\"></i>").arg(shade),
                     QStringLiteral("<span style=\"background-color:%1\">&nbsp;&nbsp;&nbsp;</span>&nbsp;")
                         .arg(QLatin1String(shades[shade])));
    page.replace(QLatin1String("</span><span>"), QLatin1String("</span> &nbsp; <span>"));
    page.replace(QLatin1String("<summary>"), QLatin1String("<h4>"));
    page.replace(QLatin1String("</summary>"), QLatin1String("</h4>"));
    page.replace(QLatin1String("<header class=\"row\">"), QLatin1String("<div>"));
    page.replace(QLatin1String("</header>"), QLatin1String("</div>"));
    page.replace(QLatin1String("<table>"),
                 QLatin1String("<table width=\"100%\" cellspacing=\"0\" cellpadding=\"2\">"));
    page.replace(QLatin1String("<th>"), QLatin1String("<th align=\"left\">"));
    page.replace(QLatin1String("<div class=\"legend\">"), QLatin1String("<div class=\"small muted\">"));
    return page;
}

} // namespace

QByteArray reportPdf(const QByteArray& page, const QString& title)
{
    return documentPdf(title, look, [&](QTextDocument& document, const QSizeF& text) {
        document.setDefaultStyleSheet(QLatin1String(printStyle));
        QString content = forPrint(QString::fromUtf8(page));
        placeCharts(content, document, qRound(text.width()));
        document.setHtml(content);
    });
}

} // namespace antiphon
