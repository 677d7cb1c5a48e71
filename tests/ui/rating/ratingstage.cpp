#include "tests/ui/rating/ratingstage.h"

#include "ui/theme/theme.h"

#include <QAbstractButton>
#include <QApplication>
#include <QLabel>
#include <QPushButton>

namespace antiphon::test {

RatingStage::RatingStage(TemporaryProject& project, const Actor& actor, const QString& folder)
    : m_project(project), m_actor(actor), m_folder(folder)
{
}

RatingStage::~RatingStage() = default;

WorkspaceContext RatingStage::context()
{
    WorkspaceContext context{
        *session, jobs, {}, [this](const Notice& notice) { notices << notice; }, [](const QString&) {}, {}};
    context.navigate = [](const QString&, const QString&) {};
    context.files.folder = [this](QWidget*, const FileQuestion&,
                                  const std::function<void(const QString&)>& answer) { answer(m_folder); };
    context.files.save = [this](QWidget*, const FileQuestion& question,
                                const std::function<void(const QString&)>& answer) {
        answer(saved.isEmpty() ? m_project.filePath(question.folder) : saved);
    };
    context.files.open = [this](QWidget*, const FileQuestion&,
                                const std::function<void(const QString&)>& answer) { answer(opened); };
    context.files.openMany = [this](QWidget*, const FileQuestion&,
                                    const std::function<void(const QStringList&)>& answer) {
        answer(chosen);
    };
    return context;
}

void RatingStage::begin()
{
    session = std::make_unique<ProjectSession>(m_project.path(), m_actor);
    view = std::make_unique<RatingView>(context(), nullptr);
    view->resize(1180, 760);
    view->show();
    view->activateWindow();
    settle();
}

void RatingStage::settle()
{
    for (int i = 0; i < 4; ++i) {
        QTRY_VERIFY_WITH_TIMEOUT(jobs.runningCount() == 0, 20'000);
        session->drain();
        QTest::qWait(30);
    }
}

void RatingStage::click(const QString& text)
{
    const auto buttons = view->findChildren<QPushButton*>();
    for (QPushButton* button : buttons) {
        if (button->text() == text && button->isVisible()) {
            QTest::mouseClick(button, Qt::LeftButton);
            settle();
            return;
        }
    }
    ADD_FAILURE() << "no button " << text.toStdString();
}

QWidget* RatingStage::tabTo(const QString& name)
{
    const auto isCalled = [&](const QWidget* widget) {
        const auto* button = qobject_cast<const QAbstractButton*>(widget);
        return widget && (widget->accessibleName() == name || (button && button->text() == name));
    };
    for (int step = 0; step < 200; ++step) {
        QWidget* widget = QApplication::focusWidget();
        if (isCalled(widget))
            return widget;
        QTest::keyClick(widget ? widget : view.get(), Qt::Key_Tab);
    }
    ADD_FAILURE() << "no Tab leads to " << name.toStdString();
    return nullptr;
}

void RatingStage::type(const QString& text)
{
    QTest::keyClicks(QApplication::focusWidget(), text);
}

void RatingStage::press(int key, Qt::KeyboardModifiers modifiers)
{
    QTest::keyClick(QApplication::focusWidget(), static_cast<Qt::Key>(key), modifiers);
    settle();
}

bool RatingStage::says(const QString& part) const
{
    const auto labels = view->findChildren<QLabel*>();
    return std::any_of(labels.begin(), labels.end(), [&](const QLabel* label) {
        return label->isVisible() && label->text().contains(part);
    });
}

void RatingStage::picture(const char* name)
{
    const QString folder = qEnvironmentVariable("ANTIPHON_PICTURES");
    if (folder.isEmpty())
        return;
    Theme theme(*qApp);
    for (const SchemeChoice scheme : {SchemeChoice::Light, SchemeChoice::Dark}) {
        theme.apply({scheme, 100});
        QTest::qWait(50);
        QPixmap page(view->size());
        page.fill(tokensOf(view->palette()).window);
        view->render(&page, {}, {}, QWidget::DrawChildren);
        page.save(QStringLiteral("%1/%2-%3.png")
                      .arg(folder, QLatin1String(name),
                           scheme == SchemeChoice::Light ? QStringLiteral("light") : QStringLiteral("dark")));
    }
}

QStringList RatingStage::errors() const
{
    QStringList errors;
    for (const Notice& notice : notices) {
        if (notice.kind == NoticeKind::Error)
            errors << notice.text;
    }
    return errors;
}

} // namespace antiphon::test
