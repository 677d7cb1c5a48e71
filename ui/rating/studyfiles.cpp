#include "ui/rating/studyfiles.h"

#include "core/base/linereader.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QJsonDocument>

namespace antiphon {

namespace {

QString say(const char* text)
{
    return QCoreApplication::translate("StudyFiles", text);
}

Result<StudyDefinition> readDefinition(const QString& path)
{
    ANTIPHON_TRY_ASSIGN(const QByteArray bytes, readWholeFile(path));
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(bytes, &problem);
    if (!document.isObject())
        return fail(ErrorCode::WrongFormat, QFileInfo(path).fileName(), problem.errorString());
    return definitionFromJson(document.object());
}

} // namespace

void openDefinition(QWidget* parent, const PaneContext& context,
                    const std::function<void(const StudyDefinition&)>& take)
{
    context.files.open(parent, {say("Definition of a study"), {}, say("Definition (*.json);;All files (*)")},
                       [context, take](const QString& path) {
                           const Result<StudyDefinition> read = readDefinition(path);
                           read ? take(*read) : context.notify(noticeOf(read.error()));
                       });
}

void saveDefinition(QWidget* parent, const PaneContext& context, const StudyDefinition& definition)
{
    const QString proposed = definition.name + QStringLiteral(".json");
    context.files.save(parent, {say("Definition of the study"), proposed, say("Definition (*.json)")},
                       [context, definition](const QString& path) {
                           const Result<void> written =
                               writeWholeFile(path, QJsonDocument(definitionJson(definition)).toJson());
                           context.notify(written ? Notice{NoticeKind::Done,
                                                           say("Wrote %1.").arg(QFileInfo(path).fileName())}
                                                  : noticeOf(written.error()));
                       });
}

} // namespace antiphon
