/** Finding browser and driver on this machine, and Selenium objects that are attached to a view. */
package dev.browsersession.webdriver;
