// What the codes say: how often each was used, which stand together, which follow each other, whether new
// ones still come, how far coders agree.
#pragma once

#include <QWidget>

class QStackedWidget;

namespace antiphon {

class AgreementPage;
class CodingDesk;
class Finding;
class TabStrip;

class FindingsPage : public QWidget
{
    Q_OBJECT
public:
    explicit FindingsPage(CodingDesk& desk, QWidget* parent = nullptr);
    // "frequencies", "together", "transitions", "saturation" or "agreement", the last also with a round:
    // "agreement/March".
    void navigate(const QString& target);

protected:
    void showEvent(QShowEvent* event) override;

private:
    void addPage(const QString& id, const QString& title, Finding* page);
    Finding* current() const;
    void refresh();

    CodingDesk& m_desk;
    QStringList m_ids;
    TabStrip* m_tabs;
    QStackedWidget* m_stack;
    AgreementPage* m_agreement;
};

} // namespace antiphon
