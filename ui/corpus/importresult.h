// What an import brought and what it refused.
#pragma once

#include "ui/models/rejectedrowsmodel.h"
#include "ui/shell/workspace.h"

#include <QWidget>

class QPushButton;

namespace antiphon {

class CalmTable;
class SectionHeader;
class TextLabel;

class ImportResult : public QWidget
{
    Q_OBJECT
public:
    explicit ImportResult(WorkspaceContext context, QWidget* parent = nullptr);
    void showReport(const CorpusImportReport& report);
    void showError(const QString& title, const Error& error);
    QString text() const;
    const RejectedRowsModel& rejects() const { return *m_rejects; }

Q_SIGNALS:
    void closeRequested();
    void retryRequested();

private:
    void copyRejects();
    void saveRejects();

    WorkspaceContext m_context;
    RejectedRowsModel* m_rejects;
    SectionHeader* m_head;
    TextLabel* m_text;
    TextLabel* m_refused;
    CalmTable* m_table;
    QPushButton* m_copy;
    QPushButton* m_save;
    QPushButton* m_retry;
};

} // namespace antiphon
