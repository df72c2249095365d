<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Certificates</name>
    <message numerus="yes">
        <source>%n checks failed</source>
        <translation>
            <numerusform>%n check failed</numerusform>
            <numerusform>%n checks failed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n warnings</source>
        <translation>
            <numerusform>%n warning</numerusform>
            <numerusform>%n warnings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Texts</name>
    <message numerus="yes">
        <source>%n seconds ago</source>
        <translation>
            <numerusform>%n second ago</numerusform>
            <numerusform>%n seconds ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %n seconds</source>
        <translation>
            <numerusform>in %n second</numerusform>
            <numerusform>in %n seconds</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minutes ago</source>
        <translation>
            <numerusform>%n minute ago</numerusform>
            <numerusform>%n minutes ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %n minutes</source>
        <translation>
            <numerusform>in %n minute</numerusform>
            <numerusform>in %n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hours ago</source>
        <translation>
            <numerusform>%n hour ago</numerusform>
            <numerusform>%n hours ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %n hours</source>
        <translation>
            <numerusform>in %n hour</numerusform>
            <numerusform>in %n hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n days ago</source>
        <translation>
            <numerusform>%n day ago</numerusform>
            <numerusform>%n days ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %n days</source>
        <translation>
            <numerusform>in %n day</numerusform>
            <numerusform>in %n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n days</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>expired %n days ago</source>
        <translation>
            <numerusform>expired %n day ago</numerusform>
            <numerusform>expired %n days ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>expired %n hours ago</source>
        <translation>
            <numerusform>expired %n hour ago</numerusform>
            <numerusform>expired %n hours ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>expires in %n days</source>
        <translation>
            <numerusform>expires in %n day</numerusform>
            <numerusform>expires in %n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>expires in %n hours</source>
        <translation>
            <numerusform>expires in %n hour</numerusform>
            <numerusform>expires in %n hours</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>UserImport</name>
    <message numerus="yes">
        <source>The file has more than %n users.</source>
        <translation>
            <numerusform>The file has more than %n user.</numerusform>
            <numerusform>The file has more than %n users.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Users</name>
    <message numerus="yes">
        <source>SHA-512, %n rounds</source>
        <translation>
            <numerusform>SHA-512, %n round</numerusform>
            <numerusform>SHA-512, %n rounds</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>SHA-256, %n rounds</source>
        <translation>
            <numerusform>SHA-256, %n round</numerusform>
            <numerusform>SHA-256, %n rounds</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::AdviceCard</name>
    <message numerus="yes">
        <source>%n errors</source>
        <translation>
            <numerusform>%n error</numerusform>
            <numerusform>%n errors</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n warnings</source>
        <translation>
            <numerusform>%n warning</numerusform>
            <numerusform>%n warnings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hints</source>
        <translation>
            <numerusform>%n hint</numerusform>
            <numerusform>%n hints</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::ApplyFlow</name>
    <message numerus="yes">
        <source>%n change(s) discarded.</source>
        <translation>
            <numerusform>%n change discarded.</numerusform>
            <numerusform>%n changes discarded.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::ConnectionBanner</name>
    <message numerus="yes">
        <source>Trying again in %n second(s).</source>
        <translation>
            <numerusform>Trying again in %n second.</numerusform>
            <numerusform>Trying again in %n seconds.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::ConnectionStore</name>
    <message numerus="yes">
        <source>The file holds more than %n connection(s).</source>
        <translation>
            <numerusform>The file holds more than %n connection.</numerusform>
            <numerusform>The file holds more than %n connections.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::ConnectionsDialog</name>
    <message numerus="yes">
        <source>%n connection(s) saved; they hold no secrets.</source>
        <translation>
            <numerusform>%n connection saved; it holds no secrets.</numerusform>
            <numerusform>%n connections saved; they hold no secrets.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n connection(s) of the file are here already, with another name, port or start command. Cancel keeps those and imports the rest.</source>
        <translation>
            <numerusform>%n connection of the file is here already, with another name, port or start command. Cancel keeps it and imports the rest.</numerusform>
            <numerusform>%n connections of the file are here already, with another name, port or start command. Cancel keeps those and imports the rest.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::DaemonLogDialog</name>
    <message numerus="yes">
        <source>The last %n record(s), newest first.</source>
        <translation>
            <numerusform>The last %n record.</numerusform>
            <numerusform>The last %n records, newest first.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::DetailsText</name>
    <message numerus="yes">
        <source>And %Ln more scopes; the raw JSON has them all.</source>
        <translation>
            <numerusform>And %Ln more scope; the raw JSON has them all.</numerusform>
            <numerusform>And %Ln more scopes; the raw JSON has them all.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln rules were tried before, by the rules in force now:</source>
        <translation>
            <numerusform>%Ln rule was tried before, by the rules in force now:</numerusform>
            <numerusform>%Ln rules were tried before, by the rules in force now:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>And %Ln more. Test this request to see them all.</source>
        <translation>
            <numerusform>And %Ln more. Test this request to see them all.</numerusform>
            <numerusform>And %Ln more. Test this request to see them all.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln s, as configured now</source>
        <translation>
            <numerusform>%Ln s, as configured now</numerusform>
            <numerusform>%Ln s, as configured now</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::DiffView</name>
    <message numerus="yes">
        <source>%n more lines are not shown.</source>
        <translation>
            <numerusform>%n more line is not shown.</numerusform>
            <numerusform>%n more lines are not shown.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::EventModel</name>
    <message numerus="yes">
        <source>%Ln entries came while the view was paused and did not fit.</source>
        <translation>
            <numerusform>%Ln entry came while the view was paused and did not fit.</numerusform>
            <numerusform>%Ln entries came while the view was paused and did not fit.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::LogFeed</name>
    <message numerus="yes">
        <source>%Ln entries were dropped while disconnected.</source>
        <translation>
            <numerusform>%Ln entry was dropped while disconnected.</numerusform>
            <numerusform>%Ln entries were dropped while disconnected.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln entries were left out: they came faster than they could be sent.</source>
        <translation>
            <numerusform>%Ln entry was left out: it came faster than it could be sent.</numerusform>
            <numerusform>%Ln entries were left out: they came faster than they could be sent.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::LogPage</name>
    <message numerus="yes">
        <source>%Ln entries</source>
        <translation>
            <numerusform>%Ln entry</numerusform>
            <numerusform>%Ln entries</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Paused. %Ln entries are held back.</source>
        <translation>
            <numerusform>Paused. %Ln entry is held back.</numerusform>
            <numerusform>Paused. %Ln entries are held back.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln entries looked through</source>
        <translation>
            <numerusform>%Ln entry looked through</numerusform>
            <numerusform>%Ln entries looked through</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln files up to %1, in place of the live log.</source>
        <translation>
            <numerusform>%Ln file up to %1, in place of the live log.</numerusform>
            <numerusform>%Ln files up to %1, in place of the live log.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln lines are no entries and were left out.</source>
        <translation>
            <numerusform>%Ln line is no entry and was left out.</numerusform>
            <numerusform>%Ln lines are no entries and were left out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln entries were written to %1.</source>
        <translation>
            <numerusform>%Ln entry was written to %1.</numerusform>
            <numerusform>%Ln entries were written to %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::LogTable</name>
    <message numerus="yes">
        <source>%Ln new</source>
        <translation>
            <numerusform>%Ln new</numerusform>
            <numerusform>%Ln new</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::MainWindow</name>
    <message numerus="yes">
        <source>%n change(s) are not applied yet.</source>
        <translation>
            <numerusform>%n change is not applied yet.</numerusform>
            <numerusform>%n changes are not applied yet.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::OverviewPage</name>
    <message numerus="yes">
        <source>%n decisions came too fast to be counted</source>
        <translation>
            <numerusform>%n decision came too fast to be counted</numerusform>
            <numerusform>%n decisions came too fast to be counted</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::PendingBar</name>
    <message numerus="yes">
        <source>%n change(s) not applied</source>
        <translation>
            <numerusform>%n change not applied</numerusform>
            <numerusform>%n changes not applied</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::RemovalDialog</name>
    <message numerus="yes">
        <source>%n users can no longer log in when this is applied.</source>
        <translation>
            <numerusform>%n user can no longer log in when this is applied.</numerusform>
            <numerusform>%n users can no longer log in when this is applied.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %n Users</source>
        <translation>
            <numerusform>Delete %n User</numerusform>
            <numerusform>Delete %n Users</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&amp;Change these %n rule(s), too</source>
        <translation>
            <numerusform>&amp;Change %n rule, too</numerusform>
            <numerusform>&amp;Change these %n rules, too</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete these %n rule(s), &amp;too</source>
        <translation>
            <numerusform>Delete %n rule, &amp;too</numerusform>
            <numerusform>Delete these %n rules, &amp;too</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::ReviewDialog</name>
    <message numerus="yes">
        <source>%n change(s) for &lt;b&gt;%1&lt;/b&gt;. Nothing is in force before you apply.</source>
        <translation>
            <numerusform>%n change for &lt;b&gt;%1&lt;/b&gt;. Nothing is in force before you apply.</numerusform>
            <numerusform>%n changes for &lt;b&gt;%1&lt;/b&gt;. Nothing is in force before you apply.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n saved test case(s) decided with both versions of the rules.</source>
        <translation>
            <numerusform>%n saved test case decided with both versions of the rules.</numerusform>
            <numerusform>%n saved test cases decided with both versions of the rules.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) the verdict.</source>
        <translation>
            <numerusform>%n changes its verdict.</numerusform>
            <numerusform>%n change their verdict.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n fail(s) after the change.</source>
        <translation>
            <numerusform>%n fails after the change.</numerusform>
            <numerusform>%n fail after the change.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::RuleCommands</name>
    <message numerus="yes">
        <source>Delete %n Rules</source>
        <translation>
            <numerusform>Delete %n Rule</numerusform>
            <numerusform>Delete %n Rules</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Cut %n Rules</source>
        <translation>
            <numerusform>Cut %n Rule</numerusform>
            <numerusform>Cut %n Rules</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Duplicate %n Rules</source>
        <translation>
            <numerusform>Duplicate %n Rule</numerusform>
            <numerusform>Duplicate %n Rules</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Paste %n Rules</source>
        <translation>
            <numerusform>Paste %n Rule</numerusform>
            <numerusform>Paste %n Rules</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Import %n Rules</source>
        <translation>
            <numerusform>Import %n Rule</numerusform>
            <numerusform>Import %n Rules</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rule(s) written to %1.</source>
        <translation>
            <numerusform>%n rule written to %1.</numerusform>
            <numerusform>%n rules written to %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::RuleEditor</name>
    <message numerus="yes">
        <source>%n rules are selected</source>
        <translation>
            <numerusform>%n rule is selected</numerusform>
            <numerusform>%n rules are selected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::RuleModel</name>
    <message numerus="yes">
        <source>Drop %n Rules</source>
        <translation>
            <numerusform>Drop %n Rule</numerusform>
            <numerusform>Drop %n Rules</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Move %n Rules</source>
        <translation>
            <numerusform>Move %n Rule</numerusform>
            <numerusform>Move %n Rules</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Enable %n Rules</source>
        <translation>
            <numerusform>Enable %n Rule</numerusform>
            <numerusform>Enable %n Rules</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Disable %n Rules</source>
        <translation>
            <numerusform>Disable %n Rule</numerusform>
            <numerusform>Disable %n Rules</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 (and %n more)</source>
        <translation>
            <numerusform>%1 (and %n more)</numerusform>
            <numerusform>%1 (and %n more)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::RuleTextEdit</name>
    <message numerus="yes">
        <source>The text must be one rule; it is %n rules.</source>
        <translation>
            <numerusform>The text must be one rule; it is %n rule.</numerusform>
            <numerusform>The text must be one rule; it is %n rules.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::RulesPage</name>
    <message numerus="yes">
        <source>%n rules. The first that matches decides.</source>
        <translation>
            <numerusform>%n rule. The first that matches decides.</numerusform>
            <numerusform>%n rules. The first that matches decides.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::ServiceCard</name>
    <message numerus="yes">
        <source>%n in force</source>
        <comment>rules</comment>
        <translation>
            <numerusform>%n in force</numerusform>
            <numerusform>%n in force</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n enabled</source>
        <comment>rules</comment>
        <translation>
            <numerusform>%n enabled</numerusform>
            <numerusform>%n enabled</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n disabled</source>
        <comment>rules</comment>
        <translation>
            <numerusform>%n disabled</numerusform>
            <numerusform>%n disabled</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::ServiceCommands</name>
    <message numerus="yes">
        <source>%n change(s) are not applied; the daemon starts without them.</source>
        <translation>
            <numerusform>%n change is not applied; the daemon starts without it.</numerusform>
            <numerusform>%n changes are not applied; the daemon starts without them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::SshTunnel</name>
    <message numerus="yes">
        <source>ssh to %1 has not connected within %n second(s).</source>
        <translation>
            <numerusform>ssh to %1 has not connected within %n second.</numerusform>
            <numerusform>ssh to %1 has not connected within %n seconds.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::TestRequestPanel</name>
    <message numerus="yes">
        <source>Delete %n Test Cases</source>
        <translation>
            <numerusform>Delete %n Test Case</numerusform>
            <numerusform>Delete %n Test Cases</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::TextDialog</name>
    <message numerus="yes">
        <source>%n error(s): the text cannot be staged before they are mended.</source>
        <translation>
            <numerusform>%n error: the text cannot be staged before it is mended.</numerusform>
            <numerusform>%n errors: the text cannot be staged before they are mended.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::UserImportDialog</name>
    <message numerus="yes">
        <source>%n new</source>
        <translation>
            <numerusform>%n new</numerusform>
            <numerusform>%n new</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n changed</source>
        <translation>
            <numerusform>%n changed</numerusform>
            <numerusform>%n changed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unchanged</source>
        <translation>
            <numerusform>%n unchanged</numerusform>
            <numerusform>%n unchanged</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rejected</source>
        <translation>
            <numerusform>%n rejected</numerusform>
            <numerusform>%n rejected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Import %n Users</source>
        <translation>
            <numerusform>Import %n User</numerusform>
            <numerusform>Import %n Users</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::UserModel</name>
    <message numerus="yes">
        <source>Lock %n Users</source>
        <translation>
            <numerusform>Lock %n User</numerusform>
            <numerusform>Lock %n Users</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Unlock %n Users</source>
        <translation>
            <numerusform>Unlock %n User</numerusform>
            <numerusform>Unlock %n Users</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::UserPanel</name>
    <message numerus="yes">
        <source>%n users are selected.</source>
        <translation>
            <numerusform>%n user is selected.</numerusform>
            <numerusform>%n users are selected.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::UsersPage</name>
    <message numerus="yes">
        <source>%n users</source>
        <translation>
            <numerusform>%n user</numerusform>
            <numerusform>%n users</numerusform>
        </translation>
    </message>
</context>
</TS>
